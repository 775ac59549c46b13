/** What people know a job by, for the summaries that Temporal's UI shows. */

import { hostOf, hostsOf, type JobAbout } from '../core/job-title.js';
import { spiderOf } from '../core/job-spec.js';
import type { Job } from '../core/job.js';
import type { Store } from '../ports/store/index.js';

/** `urls`: the first pages of a job that names its pages. */
export function subjectOf({ spec }: Pick<Job, 'spec'>, urls: readonly string[]): string {
  if (spec.kind === 'crawl') return hostOf(spec.crawl.seedUrl);
  return spiderOf(spec)?.name ?? hostsOf(urls);
}

/** Pages that are looked at for their hosts. */
const PAGES = 100;

/** Of a job that was accepted earlier, from the database. */
export async function aboutJob(store: Pick<Store, 'accounts' | 'pages'>, job: Job): Promise<JobAbout> {
  const [account, pages] = await Promise.all([
    store.accounts.get(job.accountId),
    store.pages.waiting(job.id, 0, Math.min(job.total, PAGES)),
  ]);
  return {
    subject: subjectOf(
      job,
      pages.map(({ url }) => url),
    ),
    accountName: account?.name ?? job.accountId,
  };
}
