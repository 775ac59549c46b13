import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE, type Answer } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

const MINUTE_MS = 60_000;
/** Enough for the few calls of one test, also on a busy machine. */
const ROOM_MS = 8_000;

/** The window is the clock's minute: a test that began at its end would see two windows, so it waits for the next. */
async function roomInThisMinute(): Promise<void> {
  const left = MINUTE_MS - (Date.now() % MINUTE_MS);
  if (left < ROOM_MS) await sleep(left + 50);
}

describe('limits', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;

  before(async () => {
    site = await startSite();
    service = await sharedService();
  });
  after(() => site.close());

  const extract = (key: string): Promise<Answer> =>
    service.api.post(key, '/v1/extract', { url: `${site.url}/ok/1`, schema: TITLE });
  const batch = (key: string, count: number, options: object = {}): Promise<Answer> => {
    const urls = Array.from({ length: count }, (_, n) => `${site.url}/ok/${n}`);
    return service.api.post(key, '/v1/batch', { urls, schema: TITLE, options });
  };
  const show = async (id: string): Promise<Answer['body']> =>
    (await service.api.admin('GET', `/accounts/${id}`)).body;
  const entries = async (id: string): Promise<unknown[]> =>
    (await service.api.ledger(id)).map(({ kind, source, units }) => [kind, source, units]);
  const counters = ({ headers }: Answer): (string | null)[] =>
    ['x-ratelimit-remaining', 'x-monthly-usage-remaining'].map((name) => headers.get(name));

  describe('of the minute', () => {
    it('refuses the second call of a free account, says when to come back, and charges nothing for it', async () => {
      const { key, id } = await service.api.account({ plan: 'free' });
      await roomInThisMinute();
      const first = await extract(key);
      assert.equal(first.body.status, 'success');
      assert.deepEqual(counters(first), ['0', '499']);

      const second = await extract(key);
      assert.equal(second.status, 429);
      assert.deepEqual(second.body, {
        status: 'error',
        error: { code: 'RATE_LIMITED', message: '1 call per minute allowed.', retryable: true },
      });
      const retryAfter = second.headers.get('retry-after') ?? '';
      assert.match(retryAfter, /^\d+$/);
      assert.ok(Number(retryAfter) >= 1 && Number(retryAfter) <= 60, retryAfter);
      const reset = Number(second.headers.get('x-ratelimit-reset'));
      assert.equal(reset % 60, 0, 'windows are the minutes of the clock');
      assert.deepEqual(counters(second), ['0', '499']);
      assert.deepEqual(await entries(id), [['reserve', 'month', 1]]);
    });

    it('counts calls, not URLs, and shows both counters going down', async () => {
      const { key } = await service.api.account({ plan: 'starter' });
      await roomInThisMinute();
      assert.deepEqual(counters(await extract(key)), ['14', '14999']);
      assert.deepEqual(counters(await batch(key, 3)), ['13', '14996']);
      assert.deepEqual(counters(await service.api.get(key, '/v1/jobs')), ['13', '14996']);
      assert.deepEqual(counters(await extract(key)), ['12', '14995']);
    });

    it('does not count refused requests, nor reading and cancelling jobs', async () => {
      const { key } = await service.api.account({ plan: 'free' });
      await roomInThisMinute();
      assert.equal((await service.api.post(key, '/v1/extract', { schema: TITLE })).status, 400);
      const urls = [`${site.url}/hang/limits`];
      const { jobId, answer } = await service.api.startBatch(key, { urls, schema: TITLE });
      for (let n = 0; n < 3; n++) {
        assert.equal((await service.api.get(key, '/v1/jobs')).status, 200);
        assert.equal((await service.api.get(key, `/v1/jobs/${jobId}`)).status, 200);
      }
      assert.equal((await service.api.delete(key, `/v1/jobs/${jobId}`)).status, 200);
      assert.equal((await answer).body.cancelled, true);
    });

    it('lets exactly as many of 12 calls at once through as are left', async () => {
      const { key, id } = await service.api.account({ requests_per_minute: 5 });
      await roomInThisMinute();
      const answers = await Promise.all(Array.from({ length: 12 }, () => extract(key)));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [
        ...Array<number>(5).fill(200),
        ...Array<number>(7).fill(429),
      ]);
      assert.equal((await entries(id)).length, 5);
    });
  });

  describe('of the month', () => {
    it('refuses a batch larger than what is left before any work, and says when the next month begins', async () => {
      const { key, id } = await service.api.account({ plan: 'pro', monthly_quota: 3 });
      const before = site.requests.length;
      const refused = await batch(key, 4);
      assert.equal(refused.status, 429);
      assert.equal(refused.body.error.code, 'QUOTA_EXCEEDED');
      assert.equal(refused.body.error.retryable, false);
      const now = new Date();
      const nextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
      const seconds = Number(refused.headers.get('retry-after'));
      assert.ok(Math.abs(seconds - (nextMonth - now.getTime()) / 1000) < 60, String(seconds));
      assert.equal(site.requests.length, before);
      assert.deepEqual(await entries(id), []);
      assert.deepEqual((await service.api.get(key, '/v1/jobs')).body.jobs, []);

      const taken = await batch(key, 3);
      assert.equal(taken.body.succeeded, 3);
      assert.equal(taken.headers.get('x-monthly-usage-remaining'), '0');
      assert.equal((await extract(key)).body.error.code, 'QUOTA_EXCEEDED');
    });

    it('draws prepaid units once the month is used up, and refuses when both are', async () => {
      const { key, id } = await service.api.account({ plan: 'pro', monthly_quota: 3, prepaid_balance: 5 });
      assert.equal((await batch(key, 9)).body.error.code, 'QUOTA_EXCEEDED');
      assert.equal((await batch(key, 6)).body.succeeded, 6);
      assert.deepEqual(await entries(id), [
        ['topup', 'prepaid', 5],
        ['reserve', 'month', 3],
        ['reserve', 'prepaid', 3],
      ]);
      const account = await show(id);
      assert.deepEqual([account.monthly.used, account.monthly.remaining, account.prepaid_balance], [3, 0, 2]);
      assert.equal((await batch(key, 3)).body.error.code, 'QUOTA_EXCEEDED');
      assert.equal((await batch(key, 2)).body.succeeded, 2);
      assert.equal((await show(id)).prepaid_balance, 0);
    });

    it('gives back exactly what was taken when no page is charged', async () => {
      // It has no browser, and pages that cannot be rendered cost nothing.
      const without = await sharedService('spiders');
      const { key, id } = await without.api.account({ plan: 'pro', monthly_quota: 3, prepaid_balance: 5 });
      const urls = Array.from({ length: 6 }, (_, at) => `${site.url}/ok/${at}`);
      const request = { urls, schema: TITLE, options: { render_js: 'always' } };
      const { body } = await without.api.post(key, '/v1/batch', request);
      assert.equal(body.failed, 6);
      assert.equal(body.results[0].error.code, 'RENDERING_UNAVAILABLE');
      const ledger = await without.api.ledger(id);
      assert.deepEqual(
        ledger
          .slice(3)
          .map(({ kind, source, units }) => [kind, source, units])
          .sort(),
        [
          ['refund', 'month', 3],
          ['refund', 'prepaid', 3],
        ],
      );
      const account = (await without.api.admin('GET', `/accounts/${id}`)).body;
      assert.deepEqual([account.monthly.used, account.prepaid_balance], [0, 5]);
    });

    it('gives prepaid units back before those of the month', async () => {
      const { key, id } = await service.api.account({ plan: 'pro', monthly_quota: 3, prepaid_balance: 5 });
      const urls = [
        `${site.url}/status/403/1`,
        ...Array.from({ length: 5 }, (_, n) => `${site.url}/slow/500/${n}`),
      ];
      const options = { fail_fast: true, concurrency: 1 };
      const { body } = await service.api.post(key, '/v1/batch', { urls, schema: TITLE, options });
      assert.equal(body.results[5].error.code, 'JOB_CANCELLED');
      const ran = site.requests.filter(({ path }) => /^\/(status\/403\/1|slow\/500\/\d)$/.test(path)).length;
      const { monthly, prepaid_balance: prepaid } = await show(id);
      assert.deepEqual([monthly.used, prepaid], ran <= 3 ? [ran, 5] : [3, 5 - (ran - 3)]);
    });
  });

  describe('of keys', () => {
    const bare = async (plan: string): Promise<string> =>
      (await service.api.admin('POST', '/accounts', { name: 'keys', plan })).body.id as string;
    const issue = (id: string): Promise<Answer> => service.api.admin('POST', `/accounts/${id}/keys`, {});

    it('allows a free account two live keys, also when ten are asked for at once', async () => {
      const id = await bare('free');
      const answers = await Promise.all(Array.from({ length: 10 }, () => issue(id)));
      const refused = answers.filter(({ status }) => status !== 201);
      assert.equal(refused.length, 8);
      for (const { status, body } of refused) {
        assert.equal(status, 429);
        assert.equal(body.error.code, 'KEY_LIMIT_REACHED');
      }
      assert.equal((await service.api.admin('GET', `/accounts/${id}/keys`)).body.keys.length, 2);
    });

    it('counts live keys only, and not at all on scale', async () => {
      const id = await bare('free');
      const first = await issue(id);
      await issue(id);
      assert.equal((await issue(id)).status, 429);
      assert.equal((await service.api.admin('DELETE', `/keys/${first.body.id}`)).status, 204);
      assert.equal((await issue(id)).status, 201);
      const scale = await bare('scale');
      for (let n = 0; n < 25; n++) assert.equal((await issue(scale)).status, 201);
    });
  });

  it('writes the ledger for unlimited accounts too, and says unlimited in their headers', async () => {
    const { key, id } = await service.api.account();
    const { headers } = await extract(key);
    for (const name of [
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-monthly-usage-limit',
      'x-monthly-usage-remaining',
    ]) {
      assert.equal(headers.get(name), 'unlimited', name);
    }
    assert.match(headers.get('x-ratelimit-reset') ?? '', /^\d+$/);
    assert.deepEqual(await entries(id), [['reserve', 'month', 1]]);
    const { monthly } = await show(id);
    assert.deepEqual([monthly.limit, monthly.used, monthly.remaining], [null, 1, null]);
  });
});
