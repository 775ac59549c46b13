/** How many events Temporal keeps of small jobs: a person reads them in its UI, and each costs the server a write. */

import { Client, Connection } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { runCrawl } from '../support/crawls.js';
import { startCrawlSite, type CrawlSite, type Page } from '../support/crawl-site.js';
import { TITLE } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const PAGES = 20;
const MOST_EVENTS = 99;
/** A small batch has an activity for each page, so that a page that hangs holds up no other. */
const MOST_EVENTS_OF_BATCH = 200;

describe('the history of a small job', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: CrawlSite;
  let connection: Connection;

  before(async () => {
    service = await sharedService();
    const paths = Array.from({ length: PAGES }, (_, at) => (at === 0 ? '/' : `/p${at}`));
    // A tree, three links a page, whose pages end one after the other: the worst case, since chunks that end together
    // share a workflow task.
    const page = (at: number): Page => ({
      links: [1, 2, 3].flatMap((n) => paths[3 * at + n] ?? []),
      afterMs: 50 + 60 * at,
    });
    site = await startCrawlSite(Object.fromEntries(paths.map((path, at) => [path, page(at)])));
    connection = await Connection.connect({ address: service.runtime().temporal });
  });
  after(async () => {
    await connection?.close();
    await site?.close();
  });

  async function eventsOf(jobId: string | null): Promise<number> {
    assert.ok(jobId);
    const history = await new Client({ connection }).workflow.getHandle(jobId).fetchHistory();
    return history.events?.length ?? 0;
  }

  it(`stays below ${MOST_EVENTS + 1} events for a crawl of ${PAGES} pages`, async () => {
    const { key } = await service.api.account();
    const answer = await runCrawl(service, key, `${site.url}/`, { max_pages: PAGES, max_depth: 5 });
    assert.equal(answer.body.pages_processed ?? answer.body.results.length, PAGES);
    const events = await eventsOf(answer.headers.get('x-job-id'));
    assert.ok(events <= MOST_EVENTS, `${events} events`);
  });

  it(`stays below ${MOST_EVENTS_OF_BATCH + 1} events for a batch of ${PAGES} pages`, async () => {
    const { key } = await service.api.account();
    const urls = Array.from({ length: PAGES }, (_, at) => `${site.url}/p${at}`);
    const { jobId, answer } = await service.api.startBatch(key, { urls, schema: TITLE });
    assert.equal((await answer).status, 200);
    const events = await eventsOf(jobId);
    assert.ok(events <= MOST_EVENTS_OF_BATCH, `${events} events`);
  });
});
