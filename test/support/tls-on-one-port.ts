/** One port that speaks HTTP and HTTPS, as a site has it whose addresses differ by their scheme only. */

import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { LOOPBACK_CERT, LOOPBACK_KEY } from '../../bench/wild/inputs/tls.js';

/** The first byte of a TLS connection: a handshake record. */
const HANDSHAKE = 0x16;

/** Listens on a free port of 127.0.0.1. `handle` can tell the schemes apart by `request.socket`, which is a TLSSocket or not. */
export async function serveBoth(handle: RequestListener): Promise<{ port: number; close(): Promise<void> }> {
  const plain = createHttp(handle);
  const secure = createHttps({ cert: LOOPBACK_CERT, key: LOOPBACK_KEY }, handle);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      const isSecure = typeof first !== 'string' && first[0] === HANDSHAKE;
      (isSecure ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
