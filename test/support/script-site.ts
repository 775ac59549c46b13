/** A website whose pages need a browser, or give one trouble. Every page's heading says which page it is. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { startSite, type TestSite } from './site.js';

const put = (html: string): string => `document.querySelector('#root').innerHTML = ${JSON.stringify(html)}`;

const shell = (script: string, rest = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>App</title></head>
<body><div id="root"></div>${rest}<script>${script}</script></body></html>`;

/** What scripts put into the page, with something to read beside the heading. */
const article = (heading: string): string =>
  `<h1>${heading}</h1><p>${'Text that a reader came for, of some length. '.repeat(8)}</p><p>Price: 24.90 EUR</p>`;

/** Shows what it finds of an earlier visit, and leaves something of every kind, once more when it is left. */
const HOARDER = `(async () => {
  const found = [document.cookie, localStorage.length, sessionStorage.length, window.name, history.length,
    (await indexedDB.databases()).length, (await caches.keys()).length];
  const leave = () => {
    document.cookie = 'visit=1; path=/; max-age=1000';
    localStorage.setItem('visit', '1');
    sessionStorage.setItem('visit', '1');
    window.name = 'visited';
  };
  leave();
  history.pushState({}, '', '#visited');
  addEventListener('pagehide', leave);
  addEventListener('unload', leave);
  addEventListener('visibilitychange', leave);
  setInterval(leave, 10);
  await caches.open('visit');
  await new Promise((resolve) => { indexedDB.open('visit').onsuccess = resolve });
  root.innerHTML = '<h1>' + JSON.stringify(found) + '</h1>';
})()`;

/** Shows what a worker sends: the name of the page in the heading. */
const showFrom = (worker: string): string =>
  `(${worker}).onmessage = ({ data }) => {
  root.innerHTML = '<h1>' + data + '</h1>' + ${JSON.stringify(article('').slice(9))} }`;

const html = (heading: string): string => JSON.stringify({ html: article(heading) });

/** What pages load beside themselves: type, text, and how long it takes to come. */
const FILES: Readonly<Record<string, readonly [type: string, text: string, afterMs?: number]>> = {
  '/kept.js': ['text/javascript', 'globalThis.kept = true'],
  '/file-worker.js': ['text/javascript', `postMessage('From a file')`],
  '/slow-worker.js': ['text/javascript', `postMessage('From a slow file')`, 1_500],
  '/module-worker.js': ['text/javascript', `import { name } from '/module-name.js'; postMessage(name)`],
  '/module-name.js': ['text/javascript', `export const name = 'From a module'`],
  '/fetching-worker.js': ['text/javascript', `fetch('/name').then((r) => r.text()).then(postMessage)`],
  '/shared-worker.js': ['text/javascript', `onconnect = ({ ports: [port] }) => port.postMessage('Shared')`],
  '/shared-fetching-worker.js': [
    'text/javascript',
    `onconnect = ({ ports: [port] }) => fetch('/name').then((r) => r.text()).then((name) => port.postMessage(name))`,
  ],
  '/name': ['text/plain', 'Fetched by a worker', 1_500],
  '/json-module.json': ['application/json', html('From a JSON module')],
  '/preloaded.json': ['application/json', html('Preloaded')],
  '/captions.vtt': ['text/vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nCaptions\n'],
};

const PAGES: Readonly<Record<string, () => string>> = {
  '/delayed': () => shell(`setTimeout(() => { ${put(article('Delayed'))} }, 300)`),
  '/fetched': () =>
    shell(`fetch('/data').then((r) => r.json()).then(({ html }) => { root.innerHTML = html })`),
  '/router': () =>
    shell(`history.pushState({}, '', '/router/detail');
setTimeout(() => { ${put(article('Routed'))}; document.title = 'Routed' }, 50)`),
  '/shadow': () =>
    shell(`customElements.define('x-card', class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(article('Shadow'))} }
});
root.innerHTML = '<x-card></x-card>'`),
  '/poller': () =>
    shell(`${put(article('Poller'))}; setInterval(() => fetch('/data?' + Math.random()), 100)`),
  '/long-poll': () => shell(`${put(article('Long poll'))}; fetch('/hang/1')`),
  '/socket': () =>
    shell(`${put(article('Socket'))}; new WebSocket('ws://' + location.host + '/hang/2');
new EventSource('/hang/3')`),
  '/popups': () =>
    shell(`${put(article('Popups'))}; for (let at = 0; at < 5; at += 1) window.open('/delayed?' + at)`),
  '/dialogs': () =>
    shell(`addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x' });
alert(1); confirm(2); prompt(3); ${put(article('Dialogs'))}`),
  '/download': () => shell(`${put(article('Download'))}; location.href = '/two-gigabytes'`),
  '/refresh': () => shell(put(article('Refresh')), '<meta http-equiv="refresh" content="0">'),
  '/animated': () =>
    shell(`${put(article('Animated'))}; (function spin() {
  root.dataset.at = Math.random(); requestAnimationFrame(spin) })()`),
  '/worker': () =>
    shell(`navigator.serviceWorker?.register('/sw.js').catch(() => {});
const worker = new Worker(URL.createObjectURL(new Blob(['postMessage("Worked")'])));
worker.onmessage = ({ data }) => { root.innerHTML = '<h1>' + data + '</h1>' + ${JSON.stringify(article('').slice(9))} }`),
  '/worker-file': () => shell(showFrom(`new Worker('/file-worker.js')`)),
  '/worker-slow': () => shell(showFrom(`new Worker('/slow-worker.js')`)),
  '/worker-module': () => shell(showFrom(`new Worker('/module-worker.js', { type: 'module' })`)),
  '/worker-fetching': () => shell(showFrom(`new Worker('/fetching-worker.js')`)),
  '/worker-shared': () => shell(showFrom(`new SharedWorker('/shared-worker.js').port`)),
  '/worker-shared-fetching': () => shell(showFrom(`new SharedWorker('/shared-fetching-worker.js').port`)),
  '/json-module': () =>
    shell(`import('/json-module.json', { with: { type: 'json' } }).then(({ default: { html } }) => {
  root.innerHTML = html })`),
  '/preloaded': () =>
    shell(
      `fetch('/preloaded.json').then((r) => r.json()).then(({ html }) => { root.innerHTML = html },
  () => { ${put(article('Refused'))} })`,
      '<link rel="preload" as="fetch" crossorigin href="/preloaded.json">',
    ),
  '/captions': () =>
    shell(
      `const track = document.querySelector('track');
track.track.mode = 'hidden';
track.onload = () => { root.innerHTML = ${JSON.stringify(article('').slice(9))};
  root.prepend(Object.assign(document.createElement('h1'), { textContent: track.track.cues[0].text })) }`,
      '<video src="/never-loaded.mp4"><track default kind="captions" src="/captions.vtt"></video>',
    ),
  '/moved-by-script': () => shell(`location.replace('/delayed')`),
  '/out-of-memory': () => shell(`const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random()))`),
  '/endless-loop': () => shell('for (;;);'),
  '/hoarder': () => shell(HOARDER, '<script src="/kept.js"></script>'),
  '/empty': () => shell(''),
  '/static': () => `<!doctype html><title>Static</title><h1>Static</h1>${article('Static')}`,
};

export async function startScriptSite(): Promise<TestSite> {
  return startSite(answerScripted);
}

function answerScripted(request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (path === '/data') {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ html: article('Fetched') }));
    return true;
  }
  const file = FILES[path];
  if (file !== undefined) {
    const [type, text, afterMs = 0] = file;
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'max-age=3600' });
    setTimeout(() => response.end(text), afterMs);
    return true;
  }
  if (path === '/two-gigabytes') return download(response);
  const item = /^\/item\/(\d+)$/.exec(path)?.[1];
  const page =
    item === undefined
      ? PAGES[path]
      : () => shell(`setTimeout(() => { ${put(article(`Item ${item}`))} }, 100)`);
  if (page === undefined) return false;
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page());
  return true;
}

/** Sends as fast as it is read, until the other side has had enough. */
function download(response: ServerResponse): true {
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment; filename="all.bin"',
    'Content-Length': String(2_000_000_000),
  });
  const block = Buffer.alloc(64 * 1024);
  const send = (): void => {
    while (response.writable && response.write(block));
  };
  response.on('drain', send);
  send();
  return true;
}
