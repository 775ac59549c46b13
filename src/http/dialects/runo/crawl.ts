/** Pages that are found by following links. */

import { allResults } from '../../../app/read-results.js';
import { isCrawlJob } from '../../../core/job.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { renderCrawl } from './render.js';
import { crawlAnswer, crawlRequest } from './schemas.js';
import { callBody, LONG, REFUSED, submitAndAnswer, type Call } from './submit.js';

export function crawlRoute(deps: DialectDeps): Route {
  const { app, maxCrawlPages } = deps;
  return route({
    method: 'post',
    path: '/crawl',
    summary: 'Follow links from a seed',
    description: LONG,
    idempotent: true,
    body: callBody(crawlRequest(maxCrawlPages)),
    answers: { 200: answer(crawlAnswer, 'Every visited page'), ...REFUSED },
    handle: async (ctx, { body }) => {
      const { seed_url: seedUrl, schema, crawl, options, async_mode: asyncMode } = body();
      const call: Call = {
        endpoint: '/crawl',
        urls: [seedUrl],
        schema,
        options: { ...options, fail_fast: false },
        asyncMode: asyncMode || options.async_mode === true,
        pages: {
          kind: 'crawl',
          crawl: {
            seedUrl,
            followPattern: crawl.follow_pattern,
            maxDepth: crawl.max_depth,
            maxPages: crawl.max_pages,
            respectNofollow: crawl.respect_nofollow,
            dedupe: crawl.dedupe,
            excludePatterns: crawl.exclude_patterns,
            defaultExcludes: crawl.default_excludes,
          },
        },
        limit: { maxPages: crawl.max_pages, capped: !crawl.allow_large_crawl },
      };
      return submitAndAnswer(deps, ctx, call, async function* (done) {
        if (!isCrawlJob(done)) throw new Error(`accepted as another kind of job [job=${done.id}]`);
        yield* renderCrawl(done, allResults(app.readResults, done), await app.readCrawlReport(done));
      });
    },
  });
}
