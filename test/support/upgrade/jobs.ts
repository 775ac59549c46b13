/** The kinds of jobs that run while a deployment is replaced: how each is started, read, and told to be over. */

import { strict as assert } from 'node:assert';
import { TITLE, type Answer, type Api } from '../api.js';

export const SPIDER = 'all.mjs';

export interface Account {
  readonly id: string;
  /** Keys of the three APIs. */
  readonly keys: Readonly<Record<'runo' | 'scrpy' | 'scrapethis', string>>;
}

export interface End {
  readonly status: string;
  /** What each page or item says that it is, in any order. */
  readonly titles: readonly string[];
}

export interface Kind {
  readonly pages: number;
  /** Resolves with the job's id. */
  start(api: Api, account: Account, site: string, job: string): Promise<string>;
  /** Null while the job has not ended. */
  read(api: Api, account: Account, id: string): Promise<End | null>;
}

const bearer = (key: string): Record<string, string> => ({ Authorization: `Bearer ${key}` });

function urls(site: string, job: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${site}/${job}/${n}`);
}

/** The job's id is in the head of an answer that comes when the job has ended; nobody waits for that. */
async function startRuno(api: Api, account: Account, path: string, body: object): Promise<string> {
  const response = await fetch(api.url(path), {
    method: 'POST',
    headers: { 'X-API-Key': account.keys.runo, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const id = response.headers.get('x-job-id');
  if (id === null) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
  await response.body?.cancel();
  return id;
}

async function readRuno(api: Api, account: Account, id: string): Promise<End | null> {
  const { body } = good(await api.get(account.keys.runo, `/v1/jobs/${id}?limit=1000`), 200);
  if (['queued', 'running'].includes(body.status)) return null;
  return { status: body.status, titles: body.results.map((page: any) => page.data?.title) };
}

function good(answer: Answer, status: number): Answer {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer;
}

export type KindName = 'batch' | 'crawl' | 'selectors' | 'spider';

export const KINDS: Readonly<Record<KindName, Kind>> = {
  batch: {
    pages: 40,
    start: (api, account, site, job) =>
      startRuno(api, account, '/v1/batch', { urls: urls(site, job, KINDS.batch.pages), schema: TITLE }),
    read: readRuno,
  },
  crawl: {
    pages: 20,
    start: (api, account, site, job) =>
      startRuno(api, account, '/v1/crawl', {
        seed_url: `${site}/${job}/0`,
        schema: TITLE,
        crawl: { follow_pattern: `${site}/${job}/*`, max_pages: KINDS.crawl.pages },
      }),
    read: readRuno,
  },
  selectors: {
    pages: 20,
    start: async (api, { keys }, site, job) => {
      const body = { name: job, urls: urls(site, job, KINDS.selectors.pages), selectors: { title: 'h1' } };
      return good(await api.call('POST', '/v1/jobs', bearer(keys.scrpy), body), 201).body.job.id;
    },
    read: async (api, { keys }, id) => {
      const { job } = good(await api.call('GET', `/v1/jobs/${id}`, bearer(keys.scrpy)), 200).body;
      if (!('completedAt' in job)) return null;
      return { status: job.status, titles: job.results.map((page: any) => page.data?.title) };
    },
  },
  spider: {
    pages: 20,
    start: async (api, { keys }, site, job) => {
      const body = { spider_name: SPIDER, arguments: { url: `${site}/${job}/0` } };
      return good(await api.call('POST', '/api/v1/jobs', bearer(keys.scrapethis), body), 200).body.jobId;
    },
    read: async (api, { keys }, id) => {
      const get = async (path: string): Promise<any> =>
        good(await api.call('GET', `/api/v1/jobs/${id}${path}`, bearer(keys.scrapethis)), 200).body;
      const job = await get('');
      if (job.finished_at === null) return null;
      const { items } = await get('/items?limit=1000');
      return {
        status: job.status === 'finished' ? 'completed' : job.status,
        titles: items.map((item: any) => item.title),
      };
    },
  },
};

/** An account without limits, with keys for each API and the spider. */
export async function createAccount(api: Api): Promise<Account> {
  const { id, key } = await api.account({ plan: 'unlimited' });
  const keyOf = async (type: string): Promise<string> =>
    good(await api.admin('POST', `/accounts/${id}/keys`, { type }), 201).body.key;
  const scrapethis = await keyOf('spider');
  good(
    await api.call('POST', '/api/v1/spiders', bearer(scrapethis), { name: SPIDER, repo_path: SPIDER }),
    200,
  );
  return { id, keys: { runo: key, scrpy: key, scrapethis } };
}
