/** What tests of crawls have in common: the call, its answer in short, sites that are closed at the end. */

import { strict as assert } from 'node:assert';
import { TITLE, type Answer, type TestAccount } from './api.js';
import { startCrawlSite, type CrawlSite, type Pages } from './crawl-site.js';
import type { RunningService } from './service.js';

export interface Entry {
  readonly url: string;
  readonly status: string;
  readonly data?: { readonly title: string };
  readonly error?: { readonly code: string; readonly message: string; readonly retryable: boolean };
}

/** Sites of one describe block, closed together. */
export function createSites(): { open(pages: Pages): Promise<CrawlSite>; close(): Promise<void> } {
  const sites: CrawlSite[] = [];
  return {
    open: async (pages) => {
      const site = await startCrawlSite(pages);
      sites.push(site);
      return site;
    },
    close: async () => {
      for (const site of sites.splice(0)) await site.close();
    },
  };
}

/** The body of a crawl of everything below `seed`'s site, at most 100 pages, unless `crawl` and `rest` say otherwise. */
export function crawlOf(seed: string, crawl: object = {}, rest: object = {}): object {
  const follow_pattern = `${new URL(seed).origin}/*`;
  return { seed_url: seed, schema: TITLE, crawl: { follow_pattern, max_pages: 100, ...crawl }, ...rest };
}

/** Runs a crawl to its end; its answer must be a 200. */
export async function runCrawl(
  service: RunningService,
  key: string,
  seed: string,
  crawl: object = {},
  rest: object = {},
): Promise<Answer> {
  const answer = await service.api.post(key, '/v1/crawl', crawlOf(seed, crawl, rest));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer;
}

/** Starts a crawl and resolves with its id as soon as the head is there. */
export async function startCrawl(
  service: RunningService,
  key: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<{ jobId: string; answer: Promise<any> }> {
  const response = await fetch(service.api.url('/v1/crawl'), {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200);
  const answer = response.json();
  // A test may kill the service under the answer; the test that wants it awaits it.
  answer.catch(() => undefined);
  return { jobId: response.headers.get('x-job-id') ?? '', answer };
}

/** Paths of the entries, sorted. */
export function pathsOf(body: { results: readonly Entry[] }): string[] {
  return body.results
    .map(({ url }) => new URL(url))
    .map(({ pathname, search }) => pathname + search)
    .sort();
}

/**
 * The ledger in short, as `reserve month 5`. Whatever became of the job, what was reserved is what was charged and what
 * was given back.
 */
export async function ledgerOf(
  service: RunningService,
  account: TestAccount,
  jobId: string,
): Promise<string[]> {
  const { body } = await service.api.get(account.key, `/v1/jobs/${jobId}`);
  const entries = (await service.api.ledger(account.id)).filter(({ job_id }) => job_id === jobId);
  const sum = (kind: string): number =>
    entries.filter((entry) => entry.kind === kind).reduce((total, { units }) => total + units, 0);
  assert.equal(sum('reserve'), body.units.reserved);
  assert.equal(sum('reserve'), body.units.charged + sum('refund'));
  return entries.map(({ kind, source, units }) => `${kind} ${source} ${units}`);
}
