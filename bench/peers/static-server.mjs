// Serves a folder's .html files on loopback from memory: stands in for nginx where there is none.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [folder, port] = process.argv.slice(2);
const pages = new Map();
for (const name of readdirSync(folder)) {
  if (name.endsWith('.html')) pages.set(`/${name}`, readFileSync(join(folder, name)));
}

const server = createServer((request, response) => {
  const page = pages.get(request.url);
  if (page === undefined) return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length });
  response.end(page);
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1');
