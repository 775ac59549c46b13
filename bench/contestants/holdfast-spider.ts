/** Holdfast as users of ScrapeThis see it: a spider, started as a job, and its items; otherwise as in holdfast.ts. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { createClient, openAccount, type Client } from '../../demo/client.js';
import { startScratchService } from '../../demo/scratch-service.js';
import type { jobAnswer } from '../../src/http/dialects/scrapethis/schemas.js';
import type { Contestant, FoundPage, Measure } from '../contest.js';
import { crawlSettings, type CrawlTask } from './holdfast-crawl.js';
import { measureWork } from './holdfast.js';

type Job = z.infer<typeof jobAnswer>;

/** Between two looks whether the job has ended. */
const POLL_MS = 50;
const ITEMS_AT_ONCE = 1_000;

/** One spider file that takes the argument `url` and gives an item of `url`, `title` and `heading` for each page. */
export interface SpiderFile {
  /** In the contest's words. */
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly settings?: Readonly<Record<string, string>>;
}

export function createHoldfastSpider(task: CrawlTask, spider: SpiderFile): Contestant {
  return {
    names: [`Holdfast, ${spider.name}, just started`, `Holdfast, ${spider.name}, next job`],
    run: async (signal) => {
      const settings = { ...crawlSettings(task), SPIDERS_DIR: spider.folder, ...spider.settings };
      const service = await startScratchService(signal, settings);
      try {
        const { key } = await openAccount(service, { name: 'bench' }, signal);
        const client = createClient(`${service.api}/api/v1`, { Authorization: `Bearer ${key}` }, signal);
        await client.call('POST', '/spiders', { name: 'bench', repo_path: spider.file });
        const first = await runSpider(client, service.pid, task);
        const second = await runSpider(client, service.pid, task);
        return [first, second];
      } finally {
        await service.stop();
      }
    },
  };
}

/** From the start of the job to the last byte of its items. */
function runSpider(client: Client, pid: number, task: CrawlTask): Promise<Measure> {
  return measureWork(
    pid,
    async () => {
      const job = await runJob(client, task.seed);
      return { job, items: await readItems(client, job.id) };
    },
    ({ job, items }) =>
      job.status === 'finished' ? task.problemOf(items) : `the job ended ${job.status}: ${job.error}`,
  );
}

async function runJob(client: Client, url: string): Promise<Job> {
  const { jobId } = await client.call<{ jobId: string }>('POST', '/jobs', {
    spider_name: 'bench',
    arguments: { url },
  });
  for (;;) {
    const job = await client.call<Job>('GET', `/jobs/${jobId}`);
    if (job.finished_at !== null) return job;
    // The client's signal ends this wait.
    await sleep(POLL_MS);
  }
}

async function readItems(client: Client, jobId: string): Promise<FoundPage[]> {
  const items: FoundPage[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = `limit=${ITEMS_AT_ONCE}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const page: { items: FoundPage[]; next_cursor: string | null } = await client.call(
      'GET',
      `/jobs/${jobId}/items?${query}`,
    );
    items.push(...page.items);
    cursor = page.next_cursor;
  }
  return items;
}
