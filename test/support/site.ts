/**
 * A website on loopback whose pages a test shapes by their path:
 * `/ok/N` a page at once, `/slow/MS/N` after MS milliseconds, `/status/CODE/N` with that status, `/hang/N` never.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  readonly path: string;
  readonly at: number;
}

export interface TestSite {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  /** Every request that came in, in order. */
  readonly requests: Request[];
  /** Most requests that were being answered at the same time. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

/** True when it has taken the request. */
export type SiteHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

export async function startSite(special: SiteHandler = () => false): Promise<TestSite> {
  const requests: Request[] = [];
  let inside = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, at: Date.now() });
    most = Math.max(most, ++inside);
    response.once('close', () => inside--);
    if (!special(request, response)) answer(path, response);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    mostAtOnce: () => most,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(path: string, response: ServerResponse): void {
  const [, kind, value] = path.split('/');
  if (kind === 'hang') return;
  if (kind === 'slow') {
    const timer = setTimeout(() => page(path, response, 200), Number(value));
    response.once('close', () => clearTimeout(timer));
  } else {
    page(path, response, kind === 'status' ? Number(value) : 200);
  }
}

function page(path: string, response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><title>Title of ${path}</title><h1>Title of ${path}</h1><p>Text of ${path}.</p>`,
  );
}
