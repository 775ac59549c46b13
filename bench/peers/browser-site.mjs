// Serves pages that are empty until their scripts have run: `node browser-site.mjs ITEMS.json PORT`, the file as
// bench/browser-site.ts writes it. React comes from the packages beside this file, the application from shop/.
// GET /counts tells how many requests of each kind there were since the last time it was asked.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const [itemsFile, port] = process.argv.slice(2);
const items = JSON.parse(readFileSync(itemsFile, 'utf8'));

/** What the database of a shop takes to answer. */
const API_MS = 50;
const IMMUTABLE = 'public, max-age=31536000, immutable';

const script = (path) => asset('text/javascript; charset=utf-8', path);
const files = new Map([
  ['/assets/react.js', script('node_modules/react/umd/react.production.min.js')],
  ['/assets/react-dom.js', script('node_modules/react-dom/umd/react-dom.production.min.js')],
  ['/assets/shop.js', script('shop/shop.js')],
  ['/assets/item-route.js', script('shop/item-route.js')],
  ['/assets/shop.css', asset('text/css; charset=utf-8', 'shop/shop.css')],
]);
// Nobody looks at them; a contestant that loads them is found by the counts.
const heavy = {
  png: { kind: 'images', type: 'image/png', body: randomBytes(20_000) },
  woff2: { kind: 'fonts', type: 'font/woff2', body: randomBytes(60_000) },
  mp4: { kind: 'media', type: 'video/mp4', body: randomBytes(200_000) },
};

function asset(type, path) {
  const body = readFileSync(new URL(path, import.meta.url));
  return { type, body, gzip: gzipSync(body) };
}

const SCRIPTS = ['react', 'react-dom', 'shop'];

/** A page's shell: what a view-source shows of such a site. */
function shell({ id, source, item }) {
  const inline = source === 'state' || source === 'late';
  const state = inline
    ? `<script id="state" type="application/json">${JSON.stringify(item).replaceAll('<', '\\u003c')}</script>\n`
    : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Shop</title>
<link rel="preload" as="font" type="font/woff2" href="/media/shop.woff2" crossorigin>
<link rel="stylesheet" href="/assets/shop.css">
<script>window.dataLayer = [];</script>
<script async src="https://www.googletagmanager.com/gtag/js?id=G-0000000000"></script>
${SCRIPTS.map((name) => `<script defer src="/assets/${name}.js"></script>`).join('\n')}
</head>
<body>
<noscript>This shop needs JavaScript.</noscript>
<div id="root" data-source="${source}" data-item="${id}"></div>
${state}</body>
</html>
`;
}

const pages = new Map(items.map((entry) => [entry.path, Buffer.from(shell(entry))]));
const byId = new Map(items.map(({ id, item }) => [String(id), Buffer.from(JSON.stringify(item))]));

let counts = {};
const count = (kind) => void (counts[kind] = (counts[kind] ?? 0) + 1);

const server = createServer((request, response) => {
  const path = request.url;
  const send = (type, body, headers = {}) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length, ...headers });
    response.end(body);
  };
  const page = pages.get(path);
  if (page !== undefined) {
    count('pages');
    return send('text/html; charset=utf-8', page, { 'Cache-Control': 'no-cache' });
  }
  const file = files.get(path);
  if (file !== undefined) {
    count('assets');
    const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const encoding = zipped ? { 'Content-Encoding': 'gzip' } : {};
    const headers = { 'Cache-Control': IMMUTABLE, Vary: 'Accept-Encoding', ...encoding };
    return send(file.type, zipped ? file.gzip : file.body, headers);
  }
  const data = byId.get(/^\/api\/items\/(\d+)$/.exec(path)?.[1]);
  if (data !== undefined) {
    count('api');
    return setTimeout(() => send('application/json', data, { 'Cache-Control': 'no-store' }), API_MS);
  }
  const unwanted = heavy[/^\/media\/[^/]+\.(png|woff2|mp4)$/.exec(path)?.[1]];
  if (unwanted !== undefined) {
    count(unwanted.kind);
    return send(unwanted.type, unwanted.body, { 'Cache-Control': IMMUTABLE });
  }
  if (path === '/counts') {
    const told = counts;
    counts = {};
    return send('application/json', Buffer.from(JSON.stringify(told)));
  }
  count('unknown');
  response.writeHead(404).end();
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1');
