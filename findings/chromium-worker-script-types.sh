#!/usr/bin/env bash
# Chromium's DevTools protocol names the script of a worker differently in two domains: `Script` in Network, `Other` in
# Fetch. JSON modules and <link rel="preload" as="fetch"> are `Other` in Fetch too, and the captions of a film are `Media`.
# A client that refuses `Other` or `Media` by Fetch, to save images and films, therefore loses data that pages need. And
# Playwright emits `request` for the script of a SharedWorker, but never `requestfinished`: who waits until nothing is
# under way waits for ever.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export TMPDIR="$dir" # the browser is unpacked there
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.65.1 @sparticuz/chromium@153.0.0

cat >see.mjs <<'JS'
import { createServer } from 'node:http';
import bundled from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const FILES = {
  '/': ['text/html', `<!doctype html><link rel="preload" as="fetch" crossorigin href="/preloaded.json">
    <video><track default kind="captions" src="/captions.vtt"></video>
    <script>
      document.querySelector('track').track.mode = 'hidden';
      new Worker('/worker.js');
      new SharedWorker('/shared-worker.js').port.onmessage = () => { document.title = 'shared worker ran' };
      import('/module.json', { with: { type: 'json' } });
    </script>`],
  '/worker.js': ['text/javascript', 'postMessage(1)'],
  '/shared-worker.js': ['text/javascript', 'onconnect = ({ ports }) => ports[0].postMessage(1)'],
  '/module.json': ['application/json', '{}'],
  '/preloaded.json': ['application/json', '{}'],
  '/captions.vtt': ['text/vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'],
};
const server = createServer(({ url }, response) => {
  const [type, text] = FILES[url] ?? ['text/plain', ''];
  response.writeHead(200, { 'Content-Type': type });
  response.end(text);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({ executablePath: await bundled.executablePath(), args: ['--no-sandbox'] });
console.log('playwright-core 1.65.1, Chromium', browser.version());
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
const seen = {};
const pathOf = (url) => new URL(url).pathname;
const note = (url, part) => { seen[pathOf(url)] = { ...seen[pathOf(url)], ...part } };
session.on('Fetch.requestPaused', ({ requestId, resourceType, request }) => {
  note(request.url, { fetch: resourceType });
  session.send('Fetch.continueRequest', { requestId }).catch(() => undefined);
});
session.on('Network.requestWillBeSent', ({ type, request }) => note(request.url, { network: type }));
page.on('requestfinished', (request) => note(request.url(), { ended: true }));
await session.send('Network.enable');
await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
await page.goto(`${origin}/`);
await page.waitForFunction(() => document.title === 'shared worker ran');
await page.waitForFunction(() => document.querySelector('track').readyState === 2);
await new Promise((resolve) => setTimeout(resolve, 2_000));

let changed = false;
const expect = (path, part) => {
  const { fetch, network, ended = false } = seen[path] ?? {};
  console.log(path.padEnd(20), `Fetch: ${fetch}, Network: ${network}, requestfinished: ${ended}`);
  for (const [key, value] of Object.entries(part)) changed ||= { fetch, network, ended }[key] !== value;
};
expect('/worker.js', { fetch: 'Other', network: 'Script', ended: true });
expect('/shared-worker.js', { fetch: 'Other', network: 'Script', ended: false });
expect('/module.json', { fetch: 'Other', ended: true });
expect('/preloaded.json', { fetch: 'Other', ended: true });
expect('/captions.vtt', { fetch: 'Media', network: 'TextTrack', ended: true });
await browser.close();
server.close();
if (changed) console.error('The behaviour has changed.');
process.exit(changed ? 1 : 0);
JS
node see.mjs
