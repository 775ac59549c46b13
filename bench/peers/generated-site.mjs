// Serves a site of any size that is nowhere: page I has links to its four children, which reaches every page, and to
// sixteen pages that a hash of I chooses. Same pages in every run.
import { createServer } from 'node:http';

const [size, port] = process.argv.slice(2).map(Number);
const CHILDREN = 4;
const OTHERS = 16;

const WORDS =
  'holding water under bridges while most ferries carry salt and copper to the northern islands'.split(' ');

function hash(number) {
  let mixed = (number + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 1 | mixed);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}

// Made once: the site must not cost what the crawler is to be measured by.
const PARAGRAPHS = Array.from({ length: 1_000 }, (_, paragraph) => {
  const words = Array.from({ length: 40 }, (_, at) => WORDS[hash(paragraph * 40 + at) % WORDS.length]);
  return `<p>${words.join(' ')}.</p>`;
});

function render(page) {
  const children = Array.from({ length: CHILDREN }, (_, at) => page * CHILDREN + at + 1).filter(
    (to) => to < size,
  );
  const others = Array.from({ length: OTHERS }, (_, at) => hash(page * OTHERS + at) % size);
  const links = [...children, ...others].map((to) => `<li><a href="/page-${to}.html">Page ${to}</a></li>`);
  const paragraphs = Array.from(
    { length: 12 },
    (_, at) => PARAGRAPHS[hash(page * 12 + at) % PARAGRAPHS.length],
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Page ${page} | Generated</title></head>
<body><h1>Page ${page}</h1>
${paragraphs.join('\n')}
<ul>
${links.join('\n')}
</ul></body></html>
`;
}

const server = createServer((request, response) => {
  const page = Number(/^\/page-(\d+)\.html$/.exec(request.url)?.[1] ?? size);
  if (page >= size) return response.writeHead(404).end();
  const body = render(page);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(port, '127.0.0.1');
