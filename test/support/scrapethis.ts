/** Calls of ScrapeThis's API, as its users make them. */

import { strict as assert } from 'node:assert';
import type { Answer } from './api.js';
import type { RunningService } from './service.js';
import type { SpiderFolder } from './spiders.js';
import { waitFor } from './wait.js';

export interface ScrapeThis {
  readonly accountId: string;
  /** Any call below `/api/v1` with the account's key. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Registers a spider of the folder; its name is its path there unless `fields` says otherwise. */
  spider(repoPath: string, fields?: object): Promise<any>;
  /** Starts a job and resolves with its id. */
  start(spider: string, args?: object): Promise<string>;
  job(id: string): Promise<any>;
  /** The job once it is over. */
  ended(id: string, withinMs?: number): Promise<any>;
  items(jobId: string): Promise<any[]>;
  /** The log as text. */
  log(jobId: string): Promise<string>;
  /** `reserve month 5` and the like, those of the job. */
  ledger(jobId: string): Promise<string[]>;
}

/** A fresh account with a key of the kind that ScrapeThis's users have; paths are those of `folder`, if there is one. */
export async function scrapeThis(
  { api }: RunningService,
  settings: object = {},
  folder?: SpiderFolder,
): Promise<ScrapeThis> {
  const { id: accountId } = await api.account(settings);
  const { key } = (await api.admin('POST', `/accounts/${accountId}/keys`, { type: 'spider' })).body;
  assert.match(key, /^st_/);
  const own: ScrapeThis = {
    accountId,
    call: (method, path, body, headers = {}) =>
      api.call(method, `/api/v1${path}`, { Authorization: `Bearer ${key}`, ...headers }, body),
    spider: async (repoPath, fields = {}) => {
      const repo_path = folder?.at(repoPath) ?? repoPath;
      const answer = await own.call('POST', '/spiders', { name: repoPath, repo_path, ...fields });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body;
    },
    start: async (spider, args) => {
      const body = { spider_name: spider, ...(args === undefined ? {} : { arguments: args }) };
      const answer = await own.call('POST', '/jobs', body);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.equal(answer.body.status, 'pending');
      return answer.body.jobId as string;
    },
    job: async (id) => {
      const { status, body } = await own.call('GET', `/jobs/${id}`);
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    },
    ended: (id, withinMs = 60_000) =>
      waitFor(
        'the job to end',
        async () => {
          const job = await own.job(id);
          return job.finished_at === null ? null : job;
        },
        withinMs,
      ),
    items: async (jobId) => {
      const items: unknown[] = [];
      for (let cursor = ''; ;) {
        const { status, body } = await own.call('GET', `/jobs/${jobId}/items?limit=1000${cursor}`);
        assert.equal(status, 200, JSON.stringify(body));
        items.push(...(body.items as unknown[]));
        if (body.next_cursor === null) return items;
        cursor = `&cursor=${body.next_cursor}`;
      }
    },
    log: async (jobId) => (await own.call('GET', `/jobs/${jobId}/logs?format=text`)).body as string,
    ledger: async (jobId) =>
      (await api.ledger(accountId))
        .filter(({ job_id }) => job_id === jobId)
        .map(({ kind, source, units }) => `${kind} ${source} ${units}`),
  };
  return own;
}
