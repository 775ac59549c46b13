/** The work of the growth part: callers of all three kinds, who repeat a call that a kill has cut off. */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type BatchAnswer, type CrawlAnswer, type Page } from '../demo/client.js';
import type { ScratchService } from '../demo/scratch-service.js';
import { TITLE_AND_HEADING } from './contestants/holdfast.js';

export const SITE_PAGES = 500;
const URLS_PER_BATCH = 100;
const CALLERS = { batch: 3, crawl: 1, extract: 4 };
/** A job that is cut off by kills again and again is a fault of the service. */
const TRIES = 20;

export interface Load {
  /** Pages whose results have arrived. */
  pages(): number;
  jobs(): number;
  /** What was wrong first; null while all is well. */
  problem(): string | null;
  /** Resolves when every caller has had its last answer. */
  readonly ended: Promise<void>;
}

export interface LoadDeps {
  readonly service: ScratchService;
  readonly key: string;
  readonly host: string;
  readonly signal: AbortSignal;
  /** No further call is made once it says so of the pages whose results have arrived. */
  readonly isOver: (pages: number) => boolean;
  /** Resolves when the service can be called. */
  readonly up: () => Promise<unknown>;
}

export function startLoad({ service, key, host, signal, isOver, up }: LoadDeps): Load {
  let pages = 0;
  let jobs = 0;
  let problem: string | null = null;

  /** The same call with the same key attaches to the job that a kill has cut its caller off from. */
  const call = async <T>(path: string, body: object): Promise<T> => {
    const headers = { 'X-API-Key': key, 'Idempotency-Key': randomUUID() };
    for (let attempt = 1; ; attempt += 1) {
      await up();
      try {
        return await createClient(service.api, headers, signal).call<T>('POST', path, body);
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === TRIES) throw error;
        await sleep(200, undefined, { signal });
      }
    }
  };
  const urlOf = (page: number): string => `http://${host}/page-${page % SITE_PAGES}.html`;
  const check = (results: readonly Page[], wanted: number): void => {
    const wrong = results.find(({ url, data }) => {
      const number = /page-(\d+)\.html$/.exec(url)?.[1];
      return data?.['page_title'] !== `Page ${number} | Generated`;
    });
    if (wrong !== undefined) problem ??= `${wrong.url} was not read: ${JSON.stringify(wrong).slice(0, 300)}`;
    if (new Set(results.map(({ url }) => url)).size !== wanted)
      problem ??= `${results.length} pages, not ${wanted}`;
    pages += wanted;
    jobs += 1;
  };
  const options = { no_cache: true };
  const kinds: Readonly<Record<keyof typeof CALLERS, (turn: number) => Promise<void>>> = {
    batch: async (turn) => {
      const urls = Array.from({ length: URLS_PER_BATCH }, (_, at) => urlOf(turn * URLS_PER_BATCH + at));
      const { results } = await call<BatchAnswer>('/v1/batch', { urls, schema: TITLE_AND_HEADING, options });
      check(results, URLS_PER_BATCH);
    },
    crawl: async () => {
      const crawl = { follow_pattern: `http://${host}/*`, max_pages: SITE_PAGES, max_depth: 20 };
      const body = { seed_url: urlOf(0), schema: TITLE_AND_HEADING, crawl, options };
      check((await call<CrawlAnswer>('/v1/crawl', body)).results, SITE_PAGES);
    },
    extract: async (turn) => {
      const body = { url: urlOf(turn), schema: TITLE_AND_HEADING, options };
      check([await call<Page>('/v1/extract', body)], 1);
    },
  };
  const caller = async (kind: keyof typeof CALLERS): Promise<void> => {
    for (let turn = 0; !isOver(pages) && problem === null; turn += 1) await kinds[kind](turn);
  };
  const callers = (Object.keys(CALLERS) as (keyof typeof CALLERS)[]).flatMap((kind) =>
    Array.from({ length: CALLERS[kind] }, () => caller(kind)),
  );
  const ended = Promise.all(callers).then(
    () => undefined,
    (error: unknown) => {
      signal.throwIfAborted();
      problem ??= `a call failed for good: ${(error as Error).message.slice(0, 300)}`;
    },
  );
  ended.catch(() => undefined);
  return { pages: () => pages, jobs: () => jobs, problem: () => problem, ended };
}
