/**
 * The bundled demo site: a small shop in static pages, on loopback. It is there so that the first curl and the demo work
 * on a machine without a network; only its exact address is opened in the egress gate.
 */

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerSlowly } from './slow.js';

const FOLDER = new URL('./pages/', import.meta.url);
const PAGE = /^\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.html$/;

export interface DemoSite {
  /** `127.0.0.1:port`. */
  readonly host: string;
  close(): Promise<void>;
}

/** Listens on `port`, or on a free one when it is taken. */
export async function startDemoSite(port: number): Promise<DemoSite> {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    if (answerSlowly(path, response)) return;
    const page = PAGE.test(path)
      ? readFile(new URL(`.${path}`, FOLDER))
      : Promise.reject(new Error('no such page'));
    page.then(
      (html) => response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html),
      () => response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end('<h1>Not found</h1>'),
    );
  });
  await listen(server, port).catch(() => listen(server, 0));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
