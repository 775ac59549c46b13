/** What is told of a crawl beside its pages, once it is over. */

import { endingOf, type Ending } from '../core/crawl/ending.js';
import type { CrawlJob } from '../core/job.js';
import type { Store } from '../ports/store/index.js';

export type CrawlReport = Ending;

/** Reads the report of a crawl in a final state. Whoever calls has found out that the job may be shown. */
export type ReadCrawlReport = (job: CrawlJob) => Promise<CrawlReport>;

export function createReadCrawlReport({ frontier }: Pick<Store, 'frontier'>): ReadCrawlReport {
  return async (job) => {
    const candidates = job.notes?.beyond ?? [];
    const beyond = candidates.length === 0 ? [] : await frontier.unknownOf(job.id, candidates);
    return endingOf({ job, waiting: await frontier.countWaiting(job.id), beyond });
  };
}
