/** One Koa application on one port, and its end. */

import type Koa from 'koa';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Admission } from './admission.js';
import { closeWatchers, isWatcher } from './dialects/firecrawl/watchers.js';
import { refuseClients } from './refuse-client.js';

/** What a caller needs longer for is late: its head, and the whole of it with its body. See refuse-client.ts. */
const HEAD_MS = 15_000;
const REQUEST_MS = 60_000;
/** A connection on which nothing moves for so long is closed when its caller leaves part of an answer untaken. */
const SILENT_MS = 120_000;
/** Connections beyond the bound that are answered that they are too many; what comes beyond those is closed. */
const REFUSED_AT_ONCE = 200;

/** Answers under way at the end get this long before their connections are closed. */
const CLOSE_GRACE_MS = 2_000;

export interface Listener {
  readonly port: number;
  /** Stops listening, lets short answers end, closes the connections of callers that still wait. Bounded. */
  close(): Promise<void>;
}

type Connections = Pick<Admission, 'onConnection' | 'onDropped' | 'maxConnections'>;

/**
 * Rejects with the listen error (EADDRINUSE and the like). `port` 0 takes a free one. `connections` bounds them. A
 * connection on which nothing moves for `silentMs` is closed, unless its call is still being worked on.
 */
export async function listen(
  koa: Koa,
  host: string,
  port: number,
  connections?: Connections,
  silentMs = SILENT_MS,
): Promise<Listener> {
  const handle = koa.callback();
  const bounds = { headersTimeout: HEAD_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 5_000 };
  const server = createServer({ ...bounds, shouldUpgradeCallback: isWatcher }, (request, response) => {
    response.on('timeout', closeIfUntaken);
    void handle(request, response);
  });
  refuseClients(server);
  closeWatchers(server);
  // Without a listener of the server's own: with one, Node would no longer close connections that wait for a next call.
  server.setTimeout(silentMs);
  if (connections !== undefined) {
    server.maxConnections = connections.maxConnections + REFUSED_AT_ONCE;
    server.on('connection', connections.onConnection);
    server.on('drop', connections.onDropped);
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** A call that is being worked on is left alone: it may be stored already, and its caller would not know. */
function closeIfUntaken(socket: Socket): void {
  if (socket.writableLength > 0) socket.destroy();
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(force);
}
