/** Holdfast as its users see it, one POST /v1/crawl; otherwise as in holdfast.ts. */

import type { z } from 'zod';
import { openAccount, type Client } from '../../demo/client.js';
import { startScratchService } from '../../demo/scratch-service.js';
import type { crawlAnswer } from '../../src/http/dialects/runo/schemas.js';
import type { Contestant, FoundPage, Measure } from '../contest.js';
import { foundPage, measureCall, TITLE_AND_HEADING } from './holdfast.js';

export type CrawlAnswer = z.infer<typeof crawlAnswer>;

const DEFAULT_MAX_CRAWL = 10_000;

export interface CrawlTask {
  readonly host: string;
  readonly seed: string;
  /** Never reached: more than the site has. */
  readonly maxPages: number;
  problemOf(found: readonly FoundPage[]): string | null;
}

export function crawlSettings({ host, maxPages }: CrawlTask): Record<string, string> {
  return {
    ALLOW_PRIVATE_NETWORKS: host,
    ...(maxPages > DEFAULT_MAX_CRAWL ? { MAX_CRAWL_PAGES: String(maxPages) } : {}),
  };
}

export function crawlBody({ host, seed, maxPages }: CrawlTask): object {
  return {
    seed_url: seed,
    schema: TITLE_AND_HEADING,
    crawl: { follow_pattern: `http://${host}/*`, max_pages: maxPages, max_depth: 20 },
  };
}

export function createHoldfastCrawl(task: CrawlTask): Contestant {
  return {
    names: ['Holdfast, just started', 'Holdfast, next crawl'],
    run: async (signal) => {
      const service = await startScratchService(signal, crawlSettings(task));
      try {
        const { client } = await openAccount(service, { name: 'bench' }, signal);
        const first = await runCrawl(client, service.pid, task);
        const second = await runCrawl(client, service.pid, task);
        return [first, second];
      } finally {
        await service.stop();
      }
    },
  };
}

export function runCrawl(client: Client, pid: number, task: CrawlTask): Promise<Measure> {
  return measureCall<CrawlAnswer>(client, pid, '/v1/crawl', crawlBody(task), (answer) =>
    crawlProblem(task, answer),
  );
}

export function crawlProblem(task: CrawlTask, { results, crawl_meta: meta }: CrawlAnswer): string | null {
  if (meta.cancelled || meta.code !== undefined) return `it stopped early: ${JSON.stringify(meta)}`;
  const failed = results.find(({ status }) => status === 'error');
  if (failed !== undefined) return `${failed.url} failed: ${JSON.stringify(failed.error)}`;
  return task.problemOf(results.map(foundPage));
}
