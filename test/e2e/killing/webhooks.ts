import { strict as assert } from 'node:assert';
import { startReceiver, verifyBoth, type Receiver } from '../../support/receiver.js';
import { createScrpy, type Scrpy } from '../../support/scrpy.js';
import type { TestService } from '../../support/service.js';
import { startSite, type TestSite } from '../../support/site.js';
import { waitFor } from '../../support/wait.js';

const URLS = 300;

export function describeWebhooks(running: () => TestService): void {
  describe('a Scrpy job whose receiver is down for its first half, and whose service is killed', function () {
    this.timeout(240_000);
    let service: TestService;
    let site: TestSite;
    let hook: Receiver;

    before(async () => {
      site = await startSite();
      hook = await startReceiver();
      service = running();
    });
    after(async () => {
      await hook?.close();
      await site?.close();
    });

    it('sends every event at least once, each under one id, with signatures that verify and counts that add up', async () => {
      const account = await service.api.account({ plan: 'pro' });
      const scrpy: Scrpy = createScrpy(service, account.key);
      // Every tenth URL fails.
      const urls = Array.from({ length: URLS }, (_, n) =>
        n % 10 === 9 ? `${site.url}/status/404/${n}` : `${site.url}/slow/150/${n}`,
      );
      const done = async (id: string): Promise<number> => {
        const { completedUrls, failedUrls } = (await scrpy.get(`/v1/jobs/${id}`)).body.job;
        return (completedUrls as number) + (failedUrls as number);
      };
      hook.answer(503);
      const { id } = (await scrpy.post('/v1/jobs', { urls, selectors: { title: 'h1' }, webhook: hook.url }))
        .body.job;
      await waitFor('a third of the URLs', async () => (await done(id)) >= URLS / 3, 60_000);
      await service.killAll();
      await service.startAgain();
      await waitFor('half of the URLs', async () => (await done(id)) >= URLS / 2, 60_000);
      hook.answer(204);
      const job = await scrpy.ended(id, 90_000);
      const list = async (state: string): Promise<any[]> =>
        (
          await service.api.admin(
            'GET',
            `/accounts/${account.id}/deliveries?job_id=${id}&limit=1000&state=${state}`,
          )
        ).body.deliveries;
      await waitFor('every delivery', async () => (await list('delivered')).length === URLS + 1, 120_000);

      assert.deepEqual([job.status, job.completedUrls, job.failedUrls], ['partial', URLS * 0.9, URLS * 0.1]);
      assert.equal(job.results.length, URLS);
      const secret = (await service.api.admin('GET', `/accounts/${account.id}`)).body.webhook_secret;
      const bodies = new Map<string, string>();
      for (const each of hook.received) {
        verifyBoth(secret, each);
        const before = bodies.get(each.event.id);
        assert.ok(before === undefined || before === each.body, 'an event is the same each time');
        bodies.set(each.event.id, each.body);
      }
      const events = [...bodies.values()].map((body) => JSON.parse(body));
      const ofUrls = events.filter(({ event }) => event.startsWith('scrape.'));
      assert.deepEqual(ofUrls.map(({ data }) => data.url).sort(), [...urls].sort(), 'one event for each URL');
      assert.equal(ofUrls.filter(({ event }) => event === 'scrape.failed').length, job.failedUrls);
      const ends = events.filter(({ event }) => event.startsWith('job.'));
      assert.deepEqual(
        ends.map(({ event, data }) => [
          event,
          data.status,
          data.totalUrls,
          data.completedUrls,
          data.failedUrls,
          data.results,
        ]),
        [['job.completed', 'partial', URLS, job.completedUrls, job.failedUrls, job.results]],
      );
      assert.deepEqual(
        (await service.api.ledger(account.id)).map(({ kind, units }) => [kind, units]),
        [
          ['reserve', URLS],
          ['refund', URLS * 0.1],
        ],
      );
    });
  });
}
