/** One Koa application on one port, and its end. */

import type Koa from 'koa';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers under way at the end get this long before their connections are closed. */
const CLOSE_GRACE_MS = 2_000;

export interface Listener {
  readonly port: number;
  /** Stops listening, lets short answers end, closes the connections of callers that still wait. Bounded. */
  close(): Promise<void>;
}

/** Rejects with the listen error (EADDRINUSE and the like). `port` 0 takes a free one. */
export async function listen(koa: Koa, host: string, port: number): Promise<Listener> {
  const handle = koa.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(force);
}
