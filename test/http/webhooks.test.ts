import { strict as assert } from 'node:assert';
import type { TestAccount } from '../support/api.js';
import { startReceiver, verifyBoth, type Receiver } from '../support/receiver.js';
import { createScrpy, type Scrpy } from '../support/scrpy.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { LOOPBACK_CERT, LOOPBACK_KEY, TEST_CERT, TEST_KEY } from '../../bench/wild/inputs/tls.js';
import { waitFor } from '../support/wait.js';

const SELECTORS = { title: 'h1' };

describe('webhooks', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;
  let scrpy: Scrpy;
  let secret: string;
  const receivers: Receiver[] = [];

  before(async () => {
    site = await startSite();
    service = await sharedService();
    account = await service.api.account();
    scrpy = createScrpy(service, account.key);
    secret = (await service.api.admin('GET', `/accounts/${account.id}`)).body.webhook_secret;
  });
  after(async () => {
    for (const receiver of receivers) await receiver.close();
    await site.close();
  });

  const receiver = async (tls?: { key: string; cert: string }): Promise<Receiver> => {
    const started = await startReceiver(tls);
    receivers.push(started);
    return started;
  };
  const pages = (count: number, path = '/ok'): string[] =>
    Array.from({ length: count }, (_, n) => `${site.url}${path}/${n}`);
  const create = async (urls: string[], webhook: string): Promise<string> => {
    const { status, body } = await scrpy.post('/v1/jobs', {
      name: 'Kettles',
      urls,
      selectors: SELECTORS,
      webhook,
    });
    assert.equal(status, 201, JSON.stringify(body));
    return body.job.id;
  };
  const deliveries = async (jobId: string): Promise<any[]> =>
    (await service.api.admin('GET', `/accounts/${account.id}/deliveries?job_id=${jobId}`)).body.deliveries;
  const states = async (jobId: string): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { state } of await deliveries(jobId)) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };
  const untilStates = (jobId: string, expected: Record<string, number>): Promise<unknown> =>
    waitFor(
      `deliveries ${JSON.stringify(expected)}`,
      async () => {
        const found = await states(jobId);
        return (
          Object.entries(expected).every(([state, count]) => found[state] === count) &&
          Object.keys(found).length === Object.keys(expected).length
        );
      },
      60_000,
    );

  it('sends an event for each URL and one for the job, in order, with both signatures', async () => {
    const hook = await receiver();
    const urls = [...pages(2), `${site.url}/status/404/1`];
    const id = await create(urls, hook.url);
    await untilStates(id, { delivered: 4 });
    assert.equal(hook.received.length, 4);
    for (const each of hook.received) {
      verifyBoth(secret, each);
      const { id: eventId, event, timestamp, data } = each.event;
      assert.deepEqual(Object.keys(each.event), ['id', 'event', 'timestamp', 'data']);
      assert.match(eventId, /^evt_[A-Za-z0-9]+$/);
      assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.equal(data.jobId, id, event);
      assert.equal(each.headers['content-type'], 'application/json');
      assert.match(each.headers['user-agent'] ?? '', /^Holdfast\//);
      assert.equal(each.headers['webhook-id'], eventId);
      assert.equal(each.headers['x-scrpy-delivery'], eventId);
      assert.ok(Math.abs(Number(each.headers['x-scrpy-timestamp']) - each.at / 1000) < 60);
    }
    const last = hook.received.at(-1)?.event;
    const { job } = (await scrpy.get(`/v1/jobs/${id}`)).body;
    assert.equal(last.event, 'job.completed');
    assert.deepEqual(last.data, {
      jobId: id,
      name: 'Kettles',
      status: 'partial',
      totalUrls: 3,
      completedUrls: 2,
      failedUrls: 1,
      results: job.results,
    });
    const ofUrl = (url: string | undefined): any =>
      hook.received.find(({ event }) => event.data.url === url)?.event;
    const good = ofUrl(urls[0]);
    assert.equal(good.event, 'scrape.completed');
    assert.deepEqual(good.data.results, { title: 'Title of /ok/0' });
    assert.equal(good.data.metadata.statusCode, 200);
    assert.ok(Number.isInteger(good.data.metadata.duration));
    const bad = ofUrl(urls[2]);
    assert.equal(bad.event, 'scrape.failed');
    assert.equal(bad.data.error.code, 'HTTP_ERROR');
    assert.equal(bad.data.metadata.statusCode, 404);
  });

  it('tells of a job without any success as failed, and of a cancelled one not at all', async () => {
    const hook = await receiver();
    const failed = await create(pages(1, '/status/404'), hook.url);
    await untilStates(failed, { delivered: 2 });
    assert.deepEqual(
      hook.received.map(({ event }) => event.event),
      ['scrape.failed', 'job.failed'],
    );
    assert.equal(hook.received[1]?.event.data.status, 'failed');
    const cancelled = await create(pages(2, '/hang'), hook.url);
    assert.equal((await scrpy.delete(`/v1/jobs/${cancelled}`)).status, 200);
    await scrpy.ended(cancelled);
    assert.deepEqual(await deliveries(cancelled), []);
  });

  it('goes over TLS to a receiver whose certificate is trusted, and to no other', async () => {
    const trusted = await receiver({ key: LOOPBACK_KEY, cert: LOOPBACK_CERT });
    await untilStates(await create(pages(1), trusted.url), { delivered: 2 });
    for (const each of trusted.received) verifyBoth(secret, each);
    // Its certificate is for another name, and signed by nobody.
    const stranger = await receiver({ key: TEST_KEY, cert: TEST_CERT });
    const id = await create(pages(1), stranger.url);
    await untilStates(id, { failed: 2 });
    assert.deepEqual(stranger.received, []);
    const oldest = (await deliveries(id)).at(-1);
    const { log } = (await service.api.admin('GET', `/deliveries/${oldest.id}`)).body;
    assert.match(log[0].error, /certificate/);
  });

  it('tries again what was refused, on its schedule, with the same id and body', async () => {
    const hook = await receiver();
    let refuse = 2;
    hook.answer((response) => response.writeHead(refuse-- > 0 ? 500 : 200).end('ok'));
    const id = await create(pages(1), hook.url);
    await untilStates(id, { delivered: 2 });
    const tries = hook.received.filter(({ event }) => event.id === hook.received[0]?.event.id);
    assert.ok(tries.length >= 2);
    assert.equal(new Set(tries.map(({ body }) => body)).size, 1);
    for (const each of hook.received) verifyBoth(secret, each);
    const first = (await deliveries(id)).find(({ kind }) => kind === 'page');
    const { log } = (await service.api.admin('GET', `/deliveries/${first.id}`)).body;
    assert.deepEqual(log[0].status, 500);
    assert.equal(log.at(-1).status, 200);
    assert.ok(Date.parse(log[1].at) - Date.parse(log[0].at) >= 1_000, 'a second at the least');
  });

  it('takes a redirect for a refusal, gives up after the last retry, and replays on demand', async () => {
    const hook = await receiver();
    hook.answer((response) => response.writeHead(307, { Location: `${site.url}/ok/redirected` }).end());
    const id = await create(pages(1), hook.url);
    await untilStates(id, { failed: 2 });
    assert.equal(
      site.requests.some(({ path }) => path === '/ok/redirected'),
      false,
    );
    // The oldest has had all its retries; the other may have been given up with it.
    const oldest = (await deliveries(id)).at(-1);
    const read = await service.api.admin('GET', `/deliveries/${oldest.id}`);
    assert.deepEqual(
      read.body.log.map(({ status }: { status: number }) => status),
      [307, 307, 307, 307],
    );
    assert.equal(read.body.next_attempt_at, null);
    const before = hook.received.length;
    hook.answer(200);
    const replayed = await service.api.admin('POST', `/deliveries/${oldest.id}/replay`);
    assert.deepEqual([replayed.status, replayed.body.state], [202, 'waiting']);
    await untilStates(id, { delivered: 1, failed: 1 });
    assert.equal(hook.received[before]?.event.id, oldest.id);
    assert.deepEqual((await service.api.admin('POST', `/jobs/${id}/deliveries/replay`)).body, {
      replayed: 1,
    });
    await untilStates(id, { delivered: 2 });
  });

  it("sends nothing more to a job's receiver that is gone (410), until somebody asks for it", async () => {
    const hook = await receiver();
    hook.answer(410);
    const id = await create(pages(4), hook.url);
    await scrpy.ended(id);
    await untilStates(id, { stopped: 5 });
    assert.equal(hook.received.length, 1);
    hook.answer(200);
    assert.deepEqual((await service.api.admin('POST', `/jobs/${id}/deliveries/replay`)).body, {
      replayed: 5,
    });
    await untilStates(id, { delivered: 5 });
  });

  it('leaves a receiver alone that is down, and comes back with everything in order', async () => {
    const hook = await receiver();
    hook.answer(503);
    const id = await create(pages(40), hook.url);
    assert.equal((await scrpy.ended(id)).status, 'completed');
    await waitFor('the pause', () => hook.received.length >= 5);
    // Without the pause each of the 41 would have been tried by now.
    assert.ok(hook.received.length < 20, String(hook.received.length));
    hook.answer(200);
    const from = hook.received.length;
    await untilStates(id, { delivered: 41 });
    const ids = new Set(hook.received.slice(from).map(({ event }) => event.id));
    assert.equal(ids.size, 41);
  });

  it('does not hold scraping up with a receiver that never answers', async () => {
    const hook = await receiver();
    hook.answer(() => undefined);
    const id = await create(pages(30), hook.url);
    const job = await scrpy.ended(id, 20_000);
    assert.equal(job.completedUrls, 30);
    assert.deepEqual(await states(id), { waiting: 31 });
    assert.equal(hook.received.length, 1);
  });

  it('signs with the new secret once it is renewed', async () => {
    const mine = await service.api.account();
    const own = createScrpy(service, mine.key);
    const old = (await service.api.admin('GET', `/accounts/${mine.id}`)).body.webhook_secret;
    const renewed = await service.api.admin('POST', `/accounts/${mine.id}/webhook-secret`);
    assert.notEqual(renewed.body.webhook_secret, old);
    const hook = await receiver();
    await own.run({ urls: pages(1), selectors: SELECTORS, webhook: hook.url });
    const [first] = await waitFor('an event', () => (hook.received.length > 0 ? hook.received : null));
    assert.ok(first);
    verifyBoth(renewed.body.webhook_secret, first);
    assert.throws(() => verifyBoth(old, first));
  });

  for (const webhook of [
    'http://hooks.test/x',
    'ftp://127.0.0.1/',
    'https://10.0.0.1/',
    'https://192.168.0.1/x',
    'https://[::1]/',
    'https://hooks.test:22/',
    'x',
    '',
    7,
    'https://169.254.169.254/',
  ]) {
    it(`refuses ${JSON.stringify(webhook)} as a webhook when the job is created`, async () => {
      const { status, body } = await scrpy.post('/v1/jobs', {
        urls: pages(1),
        selectors: SELECTORS,
        webhook,
      });
      assert.deepEqual([status, body.error.code], [400, 'INVALID_REQUEST']);
      assert.match(body.error.message, /^webhook /);
    });
  }

  it('answers bad calls to the log in the admin API with 4xx', async () => {
    for (const [method, path, status] of [
      ['GET', '/deliveries/evt_unknown', 404],
      ['GET', '/deliveries/x', 404],
      ['POST', '/deliveries/evt_unknown/replay', 404],
      ['POST', '/jobs/job_000000000000/deliveries/replay', 404],
      ['POST', '/jobs/x/deliveries/replay', 404],
      ['GET', `/accounts/${account.id}/deliveries?state=late`, 400],
      ['GET', `/accounts/${account.id}/deliveries?limit=0`, 400],
      ['GET', `/accounts/${account.id}/deliveries?job_id=x`, 400],
      ['GET', '/accounts/00000000-0000-0000-0000-000000000000/deliveries', 404],
      ['POST', '/accounts/00000000-0000-0000-0000-000000000000/webhook-secret', 404],
    ] as const)
      assert.equal((await service.api.admin(method, path)).status, status, `${method} ${path}`);
    assert.equal((await service.api.call('GET', `/admin/accounts/${account.id}/deliveries`)).status, 401);
  });
});
