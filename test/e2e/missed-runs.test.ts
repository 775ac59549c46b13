import { Client, Connection } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { interlinked, type CrawlSite } from '../support/crawl-site.js';
import { createSites } from '../support/crawls.js';
import { scrapeThis, type ScrapeThis } from '../support/scrapethis.js';
import { startService, type TestService } from '../support/service.js';
import { spiderFolder } from '../support/spiders.js';
import { waitFor } from '../support/wait.js';

const MINUTE_MS = 60_000;

describe('ScrapeThis: a schedule whose Temporal server and workers stood still', function () {
  // Cron knows minutes, so that two missed times take up to two and a half of them.
  this.timeout(6 * MINUTE_MS);
  let service: TestService;
  let own: ScrapeThis;
  let site: CrawlSite;
  const folder = spiderFolder();
  const sites = createSites();

  before(async function () {
    this.timeout(90_000);
    site = await sites.open(interlinked(3, 2, 0));
    folder.write(
      'short.mjs',
      `export default { start: () => ['${site.url}/'], *parse(page) { yield { url: page.url }; } };`,
    );
    service = await startService({ ALLOW_PRIVATE_NETWORKS: '127.0.0.1', SPIDERS_DIR: folder.path });
    own = await scrapeThis(service);
  });
  after(async () => {
    await service?.discard();
    await sites.close();
    folder.remove();
  });

  it('makes up for the last of several missed times of an irregular line, once', async () => {
    const spider = await own.spider('short.mjs', { name: 'short' });
    // Enough time to stop everything before the first one is due.
    const first = Math.ceil((Date.now() + 20_000) / MINUTE_MS) * MINUTE_MS;
    const second = first + MINUTE_MS;
    const minutes = [first, second, first + 12 * MINUTE_MS].map((at) => new Date(at).getUTCMinutes());
    const cron_expression = `${minutes.join()} * * * *`;
    const created = await own.call('POST', '/schedules', { spider_id: spider.id, cron_expression });
    assert.equal(created.status, 200, JSON.stringify(created.body));
    const { id } = created.body;
    const daily = { spider_id: spider.id, cron_expression: '0 5 * * *', timezone: 'Asia/Tokyo' };
    const { id: other } = (await own.call('POST', '/schedules', daily)).body;
    await service.killAll();
    assert.ok(Date.now() < first, 'stopped before the first time was due');
    await sleep(second + 2_000 - Date.now());
    await service.startAgain();

    const job = await waitFor('the missed run', async () => (await jobsOf(id))[0], MINUTE_MS);
    assert.equal((await own.ended(job.id)).status, 'finished');
    const connection = await Connection.connect({ address: service.runtime().temporal });
    try {
      const client = new Client({ connection });
      const resultOf = (due: number): Promise<unknown> =>
        client.workflow
          .getHandle(`schedule-${id}-${new Date(due).toISOString().replace('.000Z', 'Z')}`)
          .result();
      assert.equal(await resultOf(first), job.id, 'Temporal fired for the first missed time');
      // A firing for the last missed time finds the same job: that one was made up for.
      const handle = client.schedule.getHandle(`holdfast-schedule-${id}`);
      const due = new Date(second);
      await handle.backfill({ start: due, end: due, overlap: 'ALLOW_ALL' });
      const again = await waitFor('the second firing', () => resultOf(second).catch(() => null));
      assert.equal(again, job.id);
      assert.equal((await jobsOf(id)).length, 1);
      await assertKept(client, other);
    } finally {
      await connection.close();
    }
  });

  /** A schedule that was not due has outlived the kill as well. */
  async function assertKept(client: Client, id: string): Promise<void> {
    assert.equal((await own.call('GET', `/schedules/${id}`)).body.timezone, 'Asia/Tokyo');
    const handle = client.schedule.getHandle(`holdfast-schedule-${id}`);
    const [next] = (await handle.describe()).info.nextActionTimes;
    assert.equal(next?.getUTCHours(), 20);
    await handle.trigger();
    const job = await waitFor('its job', async () => (await jobsOf(id))[0]);
    assert.equal((await own.ended(job.id)).status, 'finished');
  }

  async function jobsOf(schedule: string): Promise<any[]> {
    const jobs = (await own.call('GET', '/jobs')).body as any[];
    return jobs.filter(({ schedule_id }) => schedule_id === schedule);
  }
});
