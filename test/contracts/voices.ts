/**
 * The APIs as one contract sees them: how each starts a job over URLs, cancels and reads it. What they answer in their
 * own words stays here; what they do to the database and to Temporal is compared.
 */

import { TITLE, type Answer, type TestAccount } from '../support/api.js';
import { createScrpy } from '../support/scrpy.js';
import type { TestService } from '../support/service.js';
import { useFirecrawl } from '../support/use-firecrawl.js';

export interface Voice {
  /** Starts a job over the URLs; resolves with its id, or with the status of the refusal. */
  start(urls: readonly string[]): Promise<string | number>;
  /** A call that is no valid job. */
  startNothing(): Promise<number>;
  cancel(jobId: string): Promise<Answer>;
  read(jobId: string): Promise<Answer>;
}

export interface Dialect {
  readonly name: string;
  /** Units of a page that failed. */
  readonly failurePrice: 0 | 1;
  /** The statuses of its answers to calls about jobs that have ended, and about those of others. */
  readonly cancelEnded: number;
  readonly foreign: number;
  /** The status of its answer to a call that is not paid for. */
  readonly quotaExceeded: number;
  voice(service: TestService, account: TestAccount): Promise<Voice>;
}

const runo: Dialect = {
  name: 'Runo',
  failurePrice: 1,
  cancelEnded: 404,
  foreign: 403,
  quotaExceeded: 429,
  voice: async ({ api }, { key }) => ({
    start: async (urls) => {
      const response = await fetch(api.url('/v1/batch'), {
        method: 'POST',
        headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
        body: JSON.stringify({ urls, schema: TITLE }),
      });
      // The rest comes when the job is over; nobody waits for it here.
      response.text().catch(() => undefined);
      return response.status === 200 ? (response.headers.get('x-job-id') ?? '') : response.status;
    },
    startNothing: async () => (await api.post(key, '/v1/batch', { urls: [], schema: TITLE })).status,
    cancel: (id) => api.delete(key, `/v1/jobs/${id}`),
    read: (id) => api.get(key, `/v1/jobs/${id}`),
  }),
};

const scrpy: Dialect = {
  name: 'Scrpy',
  failurePrice: 0,
  cancelEnded: 409,
  foreign: 404,
  quotaExceeded: 429,
  voice: async (service, { key }) => {
    const own = createScrpy(service, key);
    const selectors = { title: 'h1' };
    return {
      start: async (urls) => {
        const { status, body } = await own.post('/v1/jobs', { urls, selectors });
        return status === 201 ? (body.job.id as string) : status;
      },
      startNothing: async () => (await own.post('/v1/jobs', { urls: [], selectors })).status,
      cancel: (id) => own.delete(`/v1/jobs/${id}`),
      read: (id) => own.get(`/v1/jobs/${id}`),
    };
  },
};

/** The spider that the ScrapeThis voice starts; in SPIDERS_DIR under this name. */
export const SPIDER_FILE = 'contract.mjs';
export const SPIDER = `
import { defineSpider } from 'holdfast/spider';

export default defineSpider({
  start: ({ arguments: { urls } }) => urls,
  *parse(page) {
    yield { url: page.url, title: page.text('h1') };
  },
});
`;

const scrapeThis: Dialect = {
  name: 'ScrapeThis',
  failurePrice: 0,
  cancelEnded: 500,
  foreign: 404,
  quotaExceeded: 429,
  voice: async ({ api }, { key }) => {
    const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
      api.call(method, `/api/v1${path}`, { Authorization: `Bearer ${key}` }, body);
    let count = 0;
    return {
      start: async (urls) => {
        const name = `contract ${(count += 1)}`;
        const settings = { CLOSESPIDER_PAGECOUNT: urls.length };
        await call('POST', '/spiders', { name, repo_path: SPIDER_FILE, settings });
        const { status, body } = await call('POST', '/jobs', { spider_name: name, arguments: { urls } });
        return status === 200 ? (body.jobId as string) : status;
      },
      startNothing: async () => (await call('POST', '/jobs', {})).status,
      cancel: (id) => call('DELETE', `/jobs/${id}`),
      read: (id) => call('GET', `/jobs/${id}`),
    };
  },
};

const firecrawl: Dialect = {
  name: 'Firecrawl',
  failurePrice: 0,
  cancelEnded: 409,
  foreign: 404,
  quotaExceeded: 402,
  voice: async (service, account) => {
    const { call } = useFirecrawl(service, account);
    return {
      start: async (urls) => {
        const { status, body } = await call('POST', '/batch/scrape', { urls, maxAge: 0 });
        return status === 200 ? (body.id as string) : status;
      },
      startNothing: async () => (await call('POST', '/batch/scrape', { urls: [] })).status,
      cancel: (id) => call('DELETE', `/batch/scrape/${id}`),
      read: (id) => call('GET', `/batch/scrape/${id}`),
    };
  },
};

export const DIALECTS: readonly Dialect[] = [runo, scrpy, scrapeThis, firecrawl];
