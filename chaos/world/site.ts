/** The websites: one host of loopback each, with a log of every request that came in. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SITE_NAMES, type SiteName, type SiteRequest } from '../types.js';
import { answerPage, RETRY_AFTER_MS } from './answers.js';
import { readPath } from './paths.js';

/** Of the polite site, in milliseconds. */
export const CRAWL_DELAY_MS = 1_000;
/** How long a connection without a request is kept. */
const KEEP_ALIVE_MS = 60_000;

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

export interface Sites {
  readonly urls: Readonly<Record<SiteName, string>>;
  /** `host:port` of each. */
  readonly hosts: readonly string[];
  readonly requests: readonly SiteRequest[];
  /** From now on every page is answered, those that are held as well. */
  calm(): void;
  close(): Promise<void>;
}

export async function startSites(seed: number): Promise<Sites> {
  const requests: Writable<SiteRequest>[] = [];
  const asked = new Map<string, number>();
  /** What is done for the requests that are held, once the world calms down. */
  const held = new Map<ServerResponse, () => void>();
  const servers: Server[] = [];
  let calm = false;

  const serve = (site: SiteName, request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '';
    const page = readPath(path);
    const record = recordOf(site, request, page?.operationId ?? null);
    requests.push(record);
    response.once('close', () => {
      held.delete(response);
      record.endedMs ??= Date.now();
    });
    response.once('finish', () => {
      record.endedMs = Date.now();
      record.status = response.statusCode;
      record.retryAfterMs = response.hasHeader('Retry-After') ? RETRY_AFTER_MS : 0;
    });
    if (page === null) return answerOther(site, path, response);
    const key = `${site} ${path}`;
    const askedBefore = asked.get(key) ?? 0;
    asked.set(key, askedBefore + 1);
    answerPage(page, response, {
      seed,
      calm,
      whenCalm: (act) => {
        if (calm) act();
        else held.set(response, act);
      },
      askedBefore,
      later: (ms, act) => {
        setTimeout(() => response.destroyed || act(), ms).unref();
      },
    });
  };

  const close = async (): Promise<void> => {
    await Promise.all(
      servers.map(async (server) => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }),
    );
  };

  const urls: Partial<Record<SiteName, string>> = {};
  try {
    for (const [at, site] of SITE_NAMES.entries()) {
      const server = createServer((request, response) => serve(site, request, response));
      server.keepAliveTimeout = KEEP_ALIVE_MS;
      servers.push(server);
      urls[site] = await listen(server, `127.0.0.${at + 1}`);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    urls: urls as Record<SiteName, string>,
    hosts: Object.values(urls).map((url) => new URL(url).host),
    requests,
    calm: () => {
      calm = true;
      for (const act of held.values()) act();
      held.clear();
    },
    close,
  };
}

async function listen(server: Server, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

function recordOf(
  site: SiteName,
  request: IncomingMessage,
  operationId: string | null,
): Writable<SiteRequest> {
  const { method = '', url = '' } = request;
  const at = { atMs: Date.now(), endedMs: null };
  return { site, ...at, method, path: url, operationId, status: null, retryAfterMs: 0 };
}

/** What is no page: robots.txt, and what a browser or a crawl looks for by itself. */
function answerOther(site: SiteName, path: string, response: ServerResponse): void {
  if (path !== '/robots.txt') {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is nothing here.');
    return;
  }
  const delay = site === 'polite' ? [`Crawl-delay: ${CRAWL_DELAY_MS / 1_000}`] : [];
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.end(['User-agent: *', ...delay, 'Allow: /'].join('\n'));
}
