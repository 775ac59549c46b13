/**
 * Whether a job that its workflow takes for complete is not. Temporal's state and the database are two, and a restore or a
 * power failure may put the database back behind Temporal's: outcomes that the workflow was told of are missing then.
 */

import { readsSitemaps } from '../core/crawl/sitemap-depth.js';
import type { Job } from '../core/job.js';
import { factsOf } from '../core/job-kinds.js';
import type { Store } from '../ports/store/index.js';

export async function hasWorkLeft(store: Pick<Store, 'frontier'>, job: Job): Promise<boolean> {
  if (job.state !== 'queued' && job.state !== 'running') return false;
  const { pages, hasFrontier } = factsOf(job.kind);
  if (pages === 'named') {
    const endedEarly = job.spec.failFast && job.failed > 0;
    return !endedEarly && job.succeeded + job.failed < job.total;
  }
  return lacksSitemaps(job) || (hasFrontier && (await store.frontier.hasUnfinished(job.id)));
}

/** A crawl of more than its seed reads its host's sitemaps and notes that it has, even when there are none. */
function lacksSitemaps({ spec, total, notes }: Job): boolean {
  return spec.kind === 'crawl' && readsSitemaps(spec.crawl) && total > 1 && notes?.sitemaps == null;
}
