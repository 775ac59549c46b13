/** Starts a job of a spider: the spider as it is now, with the arguments of this call, becomes the job's own. */

import { randomUUID } from 'node:crypto';
import { isSpiderJob, UUID, type SpiderJob } from '../core/job.js';
import { spiderKind, type Spider } from '../core/spider.js';
import { readSettings } from '../core/spider-settings.js';
import type { Account } from '../core/account.js';
import type { Store } from '../ports/store/index.js';
import { noSpider } from './spiders.js';
import type { SubmitCommand, SubmitJob } from './submit-job.js';

export interface StartSpiderJob {
  readonly account: Account;
  /** By id, or by its exact name. */
  readonly spider: { readonly id: string } | { readonly name: string };
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The schedule whose run this is. */
  readonly scheduleId: string | null;
  readonly idempotency: SubmitCommand['idempotency'];
}

/**
 * Refuses with NOT_FOUND (no such spider of the account), CONFLICT (the schedule's last run has not ended), and as
 * `SubmitJob` does.
 */
export type StartSpider = (command: StartSpiderJob) => Promise<SpiderJob>;

export interface StartSpiderDeps {
  readonly store: Pick<Store, 'spiders'>;
  readonly submitJob: SubmitJob;
  /** The most pages of one job. */
  readonly maxPages: number;
}

export function createStartSpider({ store, submitJob, maxPages }: StartSpiderDeps): StartSpider {
  return async (command) => {
    const { account } = command;
    const spider = (await find(store, account, command.spider)) ?? noSpider();
    const settings = readSettings(spider.settings);
    const limited = settings.maxPages !== null && settings.maxPages <= maxPages;
    const { job } = await submitJob({
      id: randomUUID(),
      account,
      dialect: 'scrapethis',
      endpoint: '/jobs',
      urls: [],
      // As a crawl: a limit that nobody has asked for leaves the rest of the month for other jobs.
      limit: { maxPages: Math.min(settings.maxPages ?? maxPages, maxPages), capped: !limited },
      spec: {
        kind: spiderKind(spider.repoPath),
        schema: [],
        renderJs: 'auto',
        timeoutMs: settings.timeoutMs,
        locale: null,
        processImages: false,
        failFast: false,
        name: null,
        failuresFree: false,
        errorStatusFails: false,
        tries: 1,
        spider: {
          id: spider.id,
          name: spider.name,
          repoPath: spider.repoPath,
          settings: spider.settings,
          arguments: command.arguments,
          limited,
          scheduleId: command.scheduleId,
        },
      },
      concurrency: settings.concurrency ?? DEFAULT_CONCURRENCY,
      idempotency: command.idempotency,
    });
    if (!isSpiderJob(job)) throw new Error(`accepted as another kind of job [job=${job.id}]`);
    return job;
  };
}

/** As in Scrapy. */
const DEFAULT_CONCURRENCY = 16;

async function find(
  store: Pick<Store, 'spiders'>,
  account: Account,
  spider: StartSpiderJob['spider'],
): Promise<Spider | null> {
  if ('name' in spider) return store.spiders.byName(account.id, spider.name);
  return UUID.test(spider.id) ? store.spiders.get(account.id, spider.id) : null;
}
