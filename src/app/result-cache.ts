/** Results of an account's earlier jobs, used again while they are fresh. Errors are never kept. */

import { createHash } from 'node:crypto';
import { lifetimeMs } from '../core/cache/freshness.js';
import { canonicalUrl } from '../core/crawl/canonical-url.js';
import { factsOf } from '../core/job-kinds.js';
import { pagePrice } from '../core/ledger.js';
import type { FetchedPage } from '../ports/fetcher.js';
import type { Job } from '../core/job.js';
import { findsFields, hasSession } from '../core/job-spec.js';
import {
  pageRead,
  type CacheEntry,
  type PageOutcome,
  type PageResult,
  type PageSuccess,
} from '../core/page-outcome.js';
import type { WaitingPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';

export interface ResultCache {
  /** By page number, the fresh results of those pages that have one and may be answered from it. */
  find(job: Job, pages: readonly WaitingPage[]): Promise<ReadonlyMap<number, PageSuccess>>;
  /** The outcome of a page that is answered with an earlier result. */
  reuse(job: Job, page: WaitingPage, earlier: PageSuccess): PageOutcome;
  /** Where the result of a page that was just read is kept; null when it is not. */
  entryFor(job: Job, url: string, page: FetchedPage, result: PageSuccess): CacheEntry | null;
}

export interface ResultCacheDeps {
  readonly store: Store;
  readonly now: () => Date;
  /** Most entries of the whole service; 0 switches the cache off. */
  readonly entries: number;
  /** What this version of the service, as it is set up, answers pages with. */
  readonly identity: string;
  /** Told of pages that were answered from the cache. */
  readonly onPage: (result: PageResult, durationMs: number) => void;
}

export function createResultCache({ store, now, entries, identity, onPage }: ResultCacheDeps): ResultCache {
  const keyOf = createKeys(identity);
  return {
    find: async (job, pages) => {
      const found = new Map<number, PageSuccess>();
      if (entries === 0 || cacheOf(job) !== 'use' || !factsOf(job.kind).usesCache) return found;
      const keys = pages.map(({ url }) => keyOf(job, url));
      const results = await store.resultCache.find(
        keys.filter((key) => key !== null),
        now(),
      );
      for (const [at, { pageNo }] of pages.entries()) {
        const result = results.get(keys[at] ?? '');
        if (result !== undefined && hasAsked(job, result) && isYoungEnough(job, result, now()))
          found.set(pageNo, result);
      }
      return found;
    },

    reuse: (job, { pageNo }, earlier) => {
      const { data, warnings, imagesProcessed, evidence, formatted } = earlier;
      const keeps = wantsEvidence(job) && evidence !== undefined;
      const result = {
        ...pageRead('cache', data, warnings),
        imagesProcessed,
        ...(keeps ? { evidence } : {}),
        ...(formatted === undefined ? {} : { formatted }),
      };
      onPage(result, 0);
      return { jobId: job.id, pageNo, result, charge: pagePrice(null), exchange: null };
    },

    entryFor: (job, url, page, result) => {
      if (entries === 0 || cacheOf(job) === undefined) return null;
      const lifetime = lifetimeMs(page, result.data);
      const key = lifetime === 0 ? null : keyOf(job, url);
      return key === null ? null : { key, freshUntil: new Date(now().getTime() + lifetime) };
    },
  };
}

/** In a session a page depends on those before it, and those behind it on its cookies. */
function cacheOf({ spec }: Job): 'use' | 'refresh' | undefined {
  return findsFields(spec) && !hasSession(spec) ? spec.cache : undefined;
}

/** A result of a job that did not ask for evidence has none: the page is read again, and then it is kept with it. */
function hasAsked(job: Job, { evidence }: PageSuccess): boolean {
  return evidence !== undefined || !wantsEvidence(job);
}

/** Whether the page was fetched within the time that the job allows. */
function isYoungEnough({ spec }: Job, { formatted }: PageSuccess, now: Date): boolean {
  if (!findsFields(spec) || spec.maxAgeMs === undefined || formatted === undefined) return true;
  return now.getTime() - Date.parse(formatted.fetchedAt) < spec.maxAgeMs;
}

function wantsEvidence({ spec }: Job): boolean {
  return findsFields(spec) && spec.evidence;
}

/** A hash of the account, the URL without what does not matter, the schema, and the options that shape a result. */
function createKeys(identity: string): (job: Job, url: string) => string | null {
  const common = new WeakMap<Job, string>();
  return (job, url) => {
    const canonical = canonicalUrl(url);
    if (canonical === null) return null;
    let asked = common.get(job);
    if (asked === undefined) {
      const { schema, renderJs, locale, processImages } = job.spec;
      const { extras, waitFor, formats } = findsFields(job.spec) ? job.spec : {};
      const options = [identity, job.accountId, schema, renderJs, locale, processImages];
      // What was kept before there were these options is found again.
      const added = [extras, waitFor, formats];
      while (added.length > 0 && added.at(-1) === undefined) added.pop();
      asked = JSON.stringify([...options, ...added]);
      common.set(job, asked);
    }
    return createHash('sha256').update(asked).update(canonical).digest('base64url');
  };
}
