/** A site from its front page: links are followed until there are none left. */

import type { CrawlAnswer } from '../client.js';
import { watchJob } from '../progress.js';
import { KETTLES, PRODUCT, RESULT_HEAD, resultRow } from '../shop.js';
import { renderTable } from '../table.js';
import type { Demo, RanJob } from './context.js';

/** The front page and the page about the shop. */
const OTHER_PAGES = 2;
const MAX_PAGES = 20;

export async function runCrawl(demo: Demo): Promise<RanJob> {
  const { site, client, checks, print } = demo;
  print('\nCrawl: POST /v1/crawl from the front page\n');
  const crawl = await client.open<CrawlAnswer>('POST', '/v1/crawl', {
    seed_url: `${site}/`,
    schema: PRODUCT,
    crawl: { follow_pattern: `${site}/*`, max_pages: MAX_PAGES, allow_large_crawl: true },
  });
  await watchJob(client, crawl.jobId, crawl.answer);

  const { results, crawl_meta: meta } = await crawl.answer;
  print(`\n${renderTable(RESULT_HEAD, results.map(resultRow))}`);
  checks.equal('crawl: pages visited', meta.pages_visited, KETTLES.length + OTHER_PAGES);
  checks.equal('crawl: pages failed', meta.pages_failed, 0);
  checks.equal('crawl: each URL once', new Set(results.map(({ url }) => url)).size, results.length);
  for (const { path, data } of KETTLES) {
    const page = results.find(({ url }) => url === site + path);
    checks.equal(`crawl: data of ${path}`, page?.data, data);
  }
  return { id: crawl.jobId, what: 'crawl' };
}
