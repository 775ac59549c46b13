import { createServer } from 'node:net';

// Below the range systems hand out for outgoing connections (32768 and up on Linux, 49152 on macOS), so that
// a port stays ours while its server is down for a moment and clients keep knocking.
const lowestPort = 20_000;
const highestPort = 32_000;
const attempts = 50;

/** A port nobody listens on now. Another process may still take it first: bind soon, and be ready to retry. */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = lowestPort + Math.floor(Math.random() * (highestPort - lowestPort));
    if (!(await isPortTaken(host, port))) return port;
  }
  return (await listenOnce(host, 0)).port;
}

export async function isPortTaken(host: string, port: number): Promise<boolean> {
  try {
    await listenOnce(host, port);
    return false;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // EACCES: a port below 1024 without the right to it is as good as taken.
    if (code === 'EADDRINUSE' || code === 'EACCES') return true;
    throw error;
  }
}

function listenOnce(host: string, port: number): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error(`No TCP address on ${host}`));
        else resolve({ port: address.port });
      });
    });
  });
}
