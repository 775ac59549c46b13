import { strict as assert } from 'node:assert';
import { get } from 'node:http';
import type { TestAccount } from '../../support/api.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { startSite, type TestSite } from '../../support/site.js';
import { rejectionOf, useFirecrawl, type FirecrawlCaller } from '../../support/use-firecrawl.js';
import { waitFor } from '../../support/wait.js';

describe('Firecrawl: /v2/batch/scrape', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;
  let caller: FirecrawlCaller;

  before(async () => {
    site = await startSite();
    service = await sharedService();
  });
  beforeEach(async () => {
    account = await service.api.account({ plan: 'free', monthly_quota: 100, requests_per_minute: 10_000 });
    caller = useFirecrawl(service, account);
  });
  after(() => site.close());

  const pages = (count: number, path = '/ok'): string[] =>
    Array.from({ length: count }, (_, n) => `${site.url}${path}/${n}`);
  const used = async (): Promise<number> =>
    (await service.api.admin('GET', `/accounts/${account.id}`)).body.monthly.used;
  const status = async (id: string, query = ''): Promise<any> =>
    (await caller.call('GET', `/batch/scrape/${id}${query}`)).body;

  it('gives a document for each URL, lists what failed, and charges documents only', async () => {
    const urls = [...pages(4), `${site.url}/status/403/1`, 'nonsense', `${site.url}/ok/0`];
    const started = await caller.sdk.startBatchScrape(urls, { options: { formats: ['markdown'] } });
    assert.deepEqual(started.invalidURLs, ['nonsense']);
    assert.equal(started.url, `${service.api.url('')}/v2/batch/scrape/${started.id}`);
    await waitFor('the batch to end', async () =>
      (await status(started.id)).status === 'completed' ? true : null,
    );
    const done = await caller.sdk.getBatchScrapeStatus(started.id);
    assert.deepEqual([done.status, done.completed, done.total, done.creditsUsed], ['completed', 5, 5, 5]);
    const found = done.data.map(({ metadata, markdown }) => [metadata?.sourceURL, markdown?.split('\n')[0]]);
    assert.deepEqual(
      found.sort(),
      [...pages(4), `${site.url}/ok/0`]
        .map((url) => [url, `# Title of ${url.slice(site.url.length)}`])
        .sort(),
    );
    const { errors, robotsBlocked } = await caller.sdk.getBatchScrapeErrors(started.id);
    assert.deepEqual(
      errors.map(({ url, code }) => [url, code]),
      [[`${site.url}/status/403/1`, 'SCRAPE_ALL_ENGINES_FAILED']],
    );
    assert.deepEqual(robotsBlocked, []);
    assert.equal(await used(), 5);
  });

  it('pages through documents in the order in which they ended, without one twice', async () => {
    const { data } = await caller.sdk.batchScrape(pages(7), { options: { formats: ['links'] } });
    assert.equal(data.length, 7);
    const { id } = await caller.sdk.startBatchScrape(pages(7, '/ok/again'));
    await waitFor('the batch to end', async () => ((await status(id)).status === 'completed' ? true : null));
    const whole = (await status(id)).data.map((one: any) => one.metadata.sourceURL);
    assert.equal((await status(id)).next, undefined);
    const paged: string[] = [];
    let next: string | undefined = `${service.api.url('')}/v2/batch/scrape/${id}?limit=3`;
    while (next !== undefined) {
      const { body } = await service.api.call('GET', next.slice(service.api.url('').length), {
        Authorization: `Bearer ${account.key}`,
      });
      assert.ok(body.data.length > 0 && body.data.length <= 3);
      paged.push(...body.data.map((one: any) => one.metadata.sourceURL));
      next = body.next;
    }
    assert.deepEqual(paged, whole);
  });

  it('shows documents while others are under way, and keeps them when it is cancelled', async () => {
    const { id } = await caller.sdk.startBatchScrape([...pages(2, '/hang'), ...pages(2)]);
    const running = await waitFor('two documents', async () => {
      const now = await status(id);
      return now.completed === 2 ? now : null;
    });
    assert.deepEqual([running.status, running.total, running.data.length], ['scraping', 4, 2]);
    assert.equal(running.next, undefined);
    assert.equal(await caller.sdk.cancelBatchScrape(id), true);
    assert.equal((await status(id)).status, 'cancelled');
    assert.equal(await caller.sdk.cancelBatchScrape(id), true);
    await waitFor('the rest to be given back', async () => ((await used()) === 2 ? true : null));
    const over = await status(id);
    assert.deepEqual([over.status, over.completed, over.total, over.data.length], ['cancelled', 2, 2, 2]);
  });

  it('lets the watcher of its client see every document', async () => {
    const { id } = await caller.sdk.startBatchScrape(pages(3, '/slow/300'));
    const watcher = caller.sdk.watcher(id, { kind: 'batch', pollInterval: 1 });
    const seen: string[] = [];
    watcher.on('document', (document: any) => seen.push(document.metadata.sourceURL as string));
    const done = new Promise<any>((resolve, reject) => {
      watcher.on('done', resolve);
      watcher.on('error', reject);
    });
    await watcher.start();
    assert.equal((await done).status, 'completed');
    watcher.close();
    assert.deepEqual([...new Set(seen)].sort(), pages(3, '/slow/300'));
  });

  it('answers a call that offers another protocol as usual', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { Connection: 'Upgrade', Upgrade: 'h2c' };
      get(service.api.url('/healthz'), { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).once('error', reject);
    });
    assert.equal(answer, 200);
  });

  it('refuses to cancel what has ended, and shows nobody the jobs of others', async () => {
    const { id } = await caller.sdk.startBatchScrape(pages(1));
    await waitFor('the batch to end', async () => ((await status(id)).status === 'completed' ? true : null));
    assert.equal((await rejectionOf(caller.sdk.cancelBatchScrape(id))).status, 409);
    assert.equal((await caller.call('GET', `/crawl/${id}`)).status, 404);
    const other = useFirecrawl(service, await service.api.account());
    for (const [method, path] of [
      ['GET', `/batch/scrape/${id}`],
      ['GET', `/batch/scrape/${id}/errors`],
      ['DELETE', `/batch/scrape/${id}`],
    ] as const)
      assert.equal((await other.call(method, path)).status, 404);
  });

  it('is one job for one idempotency key', async () => {
    const options = { idempotencyKey: `batch ${account.id}` };
    const first = await caller.sdk.startBatchScrape(pages(2), options);
    assert.equal((await caller.sdk.startBatchScrape(pages(2), options)).id, first.id);
    assert.equal((await rejectionOf(caller.sdk.startBatchScrape(pages(3), options))).status, 409);
  });

  it('tells what is left and what runs', async () => {
    await caller.sdk.scrape(`${site.url}/ok/usage`);
    const credits = await caller.sdk.getCreditUsage();
    assert.deepEqual([credits.remainingCredits, credits.planCredits], [99, 100]);
    const { id } = await caller.sdk.startBatchScrape(pages(1, '/hang'));
    assert.equal((await caller.sdk.getConcurrency()).concurrency, 1);
    const queue = await caller.sdk.getQueueStatus();
    assert.equal(queue.jobsInQueue, 1);
    await caller.sdk.cancelBatchScrape(id);
  });
});
