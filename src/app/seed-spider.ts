/** A spider's start requests, into its frontier at depth 0. */

import type { SpiderProcesses } from '../ports/spider-processes.js';
import type { Store } from '../ports/store/index.js';
import type { JobLog } from './job-log.js';
import { openOfKind, type OpenJob } from './open-job.js';
import { toLinks } from './spider-page.js';

/** The frontier keeps a bounded number of pages, so there is no use in more. */
const MAX_REQUESTS = 1_000_000;

/** Safe to repeat. Rejects with `SpiderBroken` when the spider cannot run, or has nothing to start with. */
export type SeedSpider = (jobId: string, signal: AbortSignal) => Promise<void>;

export interface SeedSpiderDeps {
  readonly store: Pick<Store, 'frontier'>;
  readonly openJob: OpenJob;
  readonly spiders: SpiderProcesses;
  readonly jobLog: JobLog;
}

export function createSeedSpider({ store, openJob, spiders, jobLog }: SeedSpiderDeps): SeedSpider {
  return async (jobId, signal) => {
    const job = await openOfKind(openJob, jobId, 'spider');
    if (job.state !== 'running') return;
    const { onLog, flush } = jobLog(jobId);
    try {
      const session = await spiders.open(jobId, job.spec.spider, onLog);
      try {
        let asked = 0;
        for await (const requests of session.start(signal)) {
          asked += requests.length;
          await store.frontier.add(jobId, toLinks(requests), 0);
          if (asked >= MAX_REQUESTS) break;
        }
        if (asked === 0) onLog('warning', 'start gave no page to begin with');
      } finally {
        session.release();
      }
    } finally {
      await flush();
    }
  };
}
