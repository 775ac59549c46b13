/** Servers of the cases, on free ports of 127.0.0.1. */

import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { OpenSite, Scheme } from './case.js';
import { LOOPBACK_CERT, LOOPBACK_KEY } from './inputs/tls.js';

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** Listens with any server; `path` is the path of the page. */
export async function serveWith(server: net.Server, scheme: Scheme, path = '/p'): Promise<OpenSite> {
  const open = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  });
  // A handshake that a reader breaks off is the reader's answer.
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}${path}`,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Listens with a handler, over https with the tests' certificate for 127.0.0.1. */
export function serveHandler(handler: Handler, scheme: Scheme): Promise<OpenSite> {
  const server =
    scheme === 'http'
      ? http.createServer(handler)
      : https.createServer({ key: LOOPBACK_KEY, cert: LOOPBACK_CERT }, handler);
  return serveWith(server, scheme);
}

/** Answers one path with bytes, and any other with 404. */
export function answering(bytes: string | Buffer, headers: http.OutgoingHttpHeaders = {}): Handler {
  return (request, response) => {
    if (request.url !== '/p') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(bytes);
  };
}
