/** The crawls of an account that run. */

import { isCrawlJob } from '../../../core/job.js';
import type { App } from '../../../app/index.js';
import { answer, route, type Route } from '../../route.js';
import { createOwnJobs } from '../own-jobs.js';
import { activeAnswer, JOB_REFUSED } from './answers.js';
import { jobRefusals } from './refusals.js';

const MAX_CRAWLS = 100;

export function activeRoutes(app: App): Route[] {
  const own = createOwnJobs(app, 'firecrawl', jobRefusals);
  return (['/crawl/active', '/crawl/ongoing'] as const).map((path) =>
    route({
      method: 'get',
      path,
      summary: 'The crawls that run',
      answers: { 200: answer(activeAnswer, 'Newest first, at most 100'), 401: JOB_REFUSED[401] },
      handle: async (ctx) => {
        const running = await app.listJobs.running(own.scopeOf(ctx));
        const crawls = running.filter(isCrawlJob).filter(({ state }) => state !== 'cancelling');
        return {
          success: true,
          crawls: crawls
            .toReversed()
            .slice(0, MAX_CRAWLS)
            .map(({ id, accountId, spec, createdAt }) => ({
              id,
              teamId: accountId,
              url: spec.crawl.seedUrl,
              created_at: createdAt.toISOString(),
              options: { limit: spec.crawl.maxPages ?? null },
            })),
        };
      },
    }),
  );
}
