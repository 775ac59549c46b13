/** A website whose pages bring content when they are scrolled, or late. Goods are called `Kettle 1`, `Kettle 2` and so on. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { startSite, type TestSite } from './site.js';

const page = (body: string, script: string, style = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The shop</title><style>
body { margin: 0 } ul { margin: 0; padding: 0 } .space { height: 900px } li { height: 80px; overflow: hidden } ${style}
</style></head><body>${body}<script>${script}</script></body></html>`;

const PROSE = `<p>${'Text that a reader came for, of some length. '.repeat(8)}</p>`;
const HEADING = `<h1>Kettles</h1>${PROSE}`;
const SPACES = '<div class="space"></div>'.repeat(6);
const WARRANTY = '<dl><dt>Warranty</dt><dd>30 months</dd></dl>';
const FILL_END = `end.innerHTML = ${JSON.stringify(WARRANTY)}`;

/** Fills the element at the end when it comes into view. */
const IN_VIEW = `new IntersectionObserver(([entry], observer) => {
  if (entry.isIntersecting) { observer.disconnect(); ${FILL_END} }
}).observe(end)`;

const good = (at: number | string): string =>
  `<h3><a href="/goods/${at}">Kettle ${at}</a></h3><p>${at}.90 EUR</p>`;
const GOOD = `const good = (at) => ${JSON.stringify(good('#'))}.replaceAll('#', at);`;
const goods = (from: number, many: number): string =>
  Array.from({ length: many }, (_, at) => `<li>${good(from + at)}</li>`).join('');

/** `more()` adds so `many` goods to the list until there are `most`. */
const loadMore = (most: number, many = 10): string => `
const list = document.querySelector('ul');
let next = list.children.length + 1, busy = false;
async function more() {
  if (busy || next > ${most}) return;
  busy = true;
  const answer = await fetch('/more?from=' + next + '&many=${many}');
  list.insertAdjacentHTML('beforeend', await answer.text());
  next += ${many};
  busy = false;
}
const isNear = (box) => box.scrollTop + box.clientHeight > box.scrollHeight - 300;`;

/** A list of 200 goods that shows those near what is in view, by `show(first, last)`. */
const virtual = (show: string): string => `${GOOD}
const ROWS = 200, HEIGHT = 80;
const list = document.querySelector('ul');
list.style.height = ROWS * HEIGHT + 'px';
const show = (first, last) => { ${show} };
const update = () => {
  const first = Math.max(0, Math.floor(box.scrollTop / HEIGHT) - 2);
  show(first, Math.min(ROWS, first + 14));
};
box.addEventListener('scroll', () => requestAnimationFrame(update));
update();`;
const BOX = 'position: relative; height: 700px; overflow-y: auto';
const VIRTUAL_STYLE = `#box { ${BOX} } ul { position: relative } li { position: absolute; width: 100% }`;

const PAGES: Readonly<Record<string, string>> = {
  '/in-view': page(`${HEADING}${SPACES}<div id="end"></div>`, IN_VIEW),
  '/in-view-smooth': page(
    `${HEADING}${SPACES}<div id="end"></div>`,
    IN_VIEW,
    'html { scroll-behavior: smooth }',
  ),
  '/on-scroll': page(
    `${HEADING}${SPACES}<div id="end"></div>`,
    `addEventListener('scroll', () => { if (scrollY > 3000) setTimeout(() => { ${FILL_END} }, 300) }, { once: false })`,
  ),
  '/in-box': page(
    `${HEADING}<div id="box">${SPACES}<div id="end"></div></div>`,
    IN_VIEW,
    '#box { height: 400px; overflow-y: auto }',
  ),
  '/all-there': page(`${HEADING}${WARRANTY}${SPACES}`, ''),
  '/never-there': page(`${HEADING}${SPACES.repeat(4)}`, ''),
  '/tells': page(
    `${HEADING}${SPACES}`,
    `addEventListener('scroll', () => fetch('/scrolled' + location.search), { once: true })`,
  ),
  '/sixty': page(
    `${HEADING}<ul>${goods(1, 10)}</ul><div id="end">…</div>`,
    `${loadMore(60)} new IntersectionObserver(([entry]) => {
  if (entry.isIntersecting) more().then(() => { if (isNear(document.documentElement)) more() })
}).observe(end)`,
  ),
  '/sixty-on-scroll': page(
    `${HEADING}<ul>${goods(1, 20)}</ul>`,
    `${loadMore(60)} addEventListener('scroll', () => { if (isNear(document.documentElement)) more() })`,
  ),
  '/endless': page(
    `${HEADING}<ul>${goods(1, 20)}</ul>`,
    `${loadMore(1e9, 30)} addEventListener('scroll', () => { if (isNear(document.documentElement)) more() })`,
  ),
  '/removed-rows': page(
    `${HEADING}<div id="box"><ul></ul></div>`,
    virtual(`for (const row of [...list.children]) if (row.at < first || row.at >= last) row.remove();
for (let at = first; at < last; at += 1) {
  if ([...list.children].some((row) => row.at === at)) continue;
  const row = Object.assign(document.createElement('li'), { at, innerHTML: good(at + 1) });
  row.style.top = at * HEIGHT + 'px';
  list.append(row);
}`),
    VIRTUAL_STYLE,
  ),
  '/recycled-rows': page(
    `${HEADING}<div id="box"><ul></ul></div>`,
    virtual(`while (list.children.length < 14) list.append(document.createElement('li'));
for (let at = first; at < last; at += 1) {
  const row = list.children[at % 14];
  row.style.top = at * HEIGHT + 'px';
  if (row.at !== at) row.innerHTML = good(at + 1);
  row.at = at;
}`),
    VIRTUAL_STYLE,
  ),
  '/next-article': page(
    `<article>${HEADING}<p>Tags: <a rel="tag" href="/t/tea">tea</a> <a rel="tag" href="/t/steel">steel</a></p></article>${SPACES}`,
    `addEventListener('scroll', () => {
  history.replaceState({}, '', '/another-article');
  document.body.insertAdjacentHTML('beforeend', '<article><h1>Another</h1>' + ${JSON.stringify(PROSE + SPACES)} + '</article>');
})`,
  ),
  '/loading-4s': page(
    '<div id="root">Loading…</div>',
    `setTimeout(() => { root.innerHTML = ${JSON.stringify(HEADING + WARRANTY)} }, 4000)`,
  ),
  '/grey-boxes-4s': page(
    `<header><nav><a href="/a">Kitchen</a> <a href="/b">Garden</a> <a href="/c">Workshop</a></nav></header>
<main aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div></main>`,
    `setTimeout(() => { const main = document.querySelector('main'); main.ariaBusy = 'false';
main.innerHTML = ${JSON.stringify(HEADING + WARRANTY)} }, 4000)`,
    '.skeleton { height: 120px; margin: 20px; background: #ddd }',
  ),
  '/spinner-forever': page(
    `<nav><a href="/a">Kitchen</a> <a href="/b">Garden</a></nav><main><div role="progressbar"></div></main>`,
    `setInterval(() => { document.querySelector('[role]').style.rotate = Date.now() % 360 + 'deg' }, 50)`,
    '[role] { width: 50px; height: 50px; border: 5px solid grey }',
  ),
  '/later': page(
    HEADING,
    `setTimeout(() => { document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(`<div class="late">${WARRANTY}</div>`)}) }, 2500)`,
  ),
  '/never-answers': page(HEADING, `fetch('/hang/1')`),
  '/log': page(
    `${HEADING}<pre id="log"></pre>`,
    `setInterval(() => { log.append('A line that was added to the log.\\n') }, 100)`,
  ),
  '/ticker': page(
    `${HEADING}<p id="clock">12:00:00</p><marquee>News</marquee>`,
    `setInterval(() => { clock.textContent = new Date().toISOString().slice(11, 19); clock.style.left = Math.random() + 'px' }, 50)`,
  ),
};

export async function startScrollSite(): Promise<TestSite> {
  return startSite((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const from = Number(url.searchParams.get('from'));
    const many = Number(url.searchParams.get('many') ?? 10);
    const text = url.pathname === '/more' ? goods(from, many) : PAGES[url.pathname];
    if (text === undefined) return false;
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    setTimeout(() => response.end(text), url.pathname === '/more' ? 100 : 0);
    return true;
  });
}
