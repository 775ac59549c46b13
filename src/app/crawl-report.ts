/** What is told of a crawl beside its pages, once it is over. */

import { endingOf, type Ending } from '../core/crawl/ending.js';
import { MAX_DUPLICATES } from '../core/crawl/notes.js';
import type { CrawlJob } from '../core/job.js';
import type { Duplicate } from '../ports/store/frontier.js';
import type { Store } from '../ports/store/index.js';

export interface CrawlReport extends Ending {
  /** The first of the pages that were merged with another one. */
  readonly duplicates: readonly Duplicate[];
}

/** Reads the report of a crawl in a final state. Whoever calls has found out that the job may be shown. */
export type ReadCrawlReport = (job: CrawlJob) => Promise<CrawlReport>;

export function createReadCrawlReport({ frontier }: Pick<Store, 'frontier'>): ReadCrawlReport {
  return async (job) => {
    const { beyond: candidates = [], counts = {} } = job.notes ?? {};
    const beyond = candidates.length === 0 ? [] : await frontier.unknownOf(job.id, candidates);
    const duplicates =
      counts.duplicates === undefined ? [] : await frontier.duplicates(job.id, MAX_DUPLICATES);
    return { ...endingOf({ job, waiting: await frontier.countWaiting(job.id), beyond }), duplicates };
  };
}
