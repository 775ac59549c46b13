/** A site within the benchmark's process that notes each request: `/wait/MS/NAME` after so long, `/large/NAME` a long page. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRandom, sentence } from './site.js';

export interface ClusterSite {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** When pages whose name begins with `prefix` were asked for, in milliseconds of Date.now(). */
  requestsFor(prefix: string): readonly number[];
  close(): Promise<void>;
}

const PARAGRAPHS = 600;

export async function startClusterSite(): Promise<ClusterSite> {
  const times = new Map<string, number[]>();
  const note = (prefix: string): void => {
    const noted = times.get(prefix);
    if (noted === undefined) times.set(prefix, [Date.now()]);
    else noted.push(Date.now());
  };
  const random = createRandom(1);
  const texts = Array.from(
    { length: PARAGRAPHS },
    () => `<div class="row"><p>${sentence(random, 40)}</p></div>`,
  );
  const large = texts.join('\n');
  const server = createServer((request, response) => {
    const [, kind, ...rest] = (request.url ?? '').split('/');
    const name = rest.at(-1) ?? '';
    const prefix = name.split('.')[0] ?? '';
    note(prefix);
    const page = `<!doctype html><title>${name}</title><h1>${name}</h1>${kind === 'large' ? large : ''}`;
    const send = (): void => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
    };
    if (kind === 'wait') setTimeout(send, Number(rest[0]));
    else send();
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestsFor: (prefix) => times.get(prefix) ?? [],
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
