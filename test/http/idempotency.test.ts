import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { TITLE, type Answer } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

describe('Idempotency-Key', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;

  before(async () => {
    site = await startSite();
    service = await sharedService();
  });
  after(() => site.close());

  const post = (key: string, path: string, body: unknown, idempotencyKey: string): Promise<Answer> =>
    service.api.post(key, path, body, { 'Idempotency-Key': idempotencyKey });
  const jobOf = ({ headers }: Answer): string => headers.get('x-job-id') ?? '';
  /** URLs of one test's own, so that its requests can be told apart. */
  const fresh = (count: number, kind = 'ok'): string[] => {
    const tag = randomUUID();
    return Array.from({ length: count }, (_, n) => `${site.url}/${kind}/${tag}-${n}`);
  };
  const visits = (urls: readonly string[]): number[] =>
    urls.map((url) => site.requests.filter(({ path }) => site.url + path === url).length);
  const units = async (id: string): Promise<unknown[]> =>
    (await service.api.ledger(id)).map(({ kind, units: n }) => [kind, n]);

  it('attaches the same request, however its JSON is written, to the same job and charges once', async () => {
    const { key, id } = await service.api.account();
    const urls = fresh(2);
    const first = await post(key, '/v1/batch', { urls, schema: TITLE, options: { concurrency: 1 } }, 'a');
    const rewritten = JSON.stringify({ options: { concurrency: 1 }, schema: [...TITLE], urls }, null, 4);
    const again = await post(key, '/v1/batch', rewritten, 'a');
    assert.equal(again.status, 200);
    assert.equal(jobOf(again), jobOf(first));
    assert.deepEqual(again.body, first.body);
    assert.deepEqual(visits(urls), [1, 1]);
    assert.deepEqual(await units(id), [['reserve', 2]]);
  });

  it('holds for extracts too', async () => {
    const { key, id } = await service.api.account();
    const [url] = fresh(1);
    const first = await post(key, '/v1/extract', { url, schema: TITLE }, 'e');
    const again = await post(key, '/v1/extract', { schema: TITLE, url }, 'e');
    assert.equal(jobOf(again), jobOf(first));
    assert.deepEqual(again.body, first.body);
    assert.deepEqual(await units(id), [['reserve', 1]]);
  });

  it('makes one job of ten posts at once', async () => {
    const { key, id } = await service.api.account({ monthly_quota: 5 });
    const urls = fresh(5, 'slow/400');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(key, '/v1/batch', { urls, schema: TITLE }, 'same')),
    );
    assert.equal(new Set(answers.map(jobOf)).size, 1);
    for (const { status, body } of answers) {
      assert.equal(status, 200);
      assert.deepEqual(body, answers[0]?.body);
    }
    assert.equal(answers[0]?.body.succeeded, 5);
    assert.deepEqual(visits(urls), [1, 1, 1, 1, 1]);
    assert.deepEqual(await units(id), [['reserve', 5]]);
  });

  it('refuses another request under the same key with 422, on any endpoint', async () => {
    const { key, id } = await service.api.account();
    const [url] = fresh(1);
    await post(key, '/v1/extract', { url, schema: TITLE }, 'k');
    for (const [path, body] of [
      ['/v1/extract', { url: `${url}x`, schema: TITLE }],
      ['/v1/extract', { url, schema: TITLE, options: { timeout_ms: 2_000 } }],
      ['/v1/batch', { urls: [url], schema: TITLE }],
    ] as const) {
      const answer = await post(key, path, body, 'k');
      assert.equal(answer.status, 422);
      assert.equal(answer.body.error.code, 'IDEMPOTENCY_KEY_REUSED');
      assert.equal(answer.body.error.retryable, false);
    }
    assert.deepEqual(await units(id), [['reserve', 1]]);
  });

  it('belongs to one account: the same key of another starts a job of its own', async () => {
    const [one, two] = [await service.api.account(), await service.api.account()];
    const [url] = fresh(1);
    const first = await post(one.key, '/v1/extract', { url, schema: TITLE }, 'shared');
    const second = await post(two.key, '/v1/extract', { url, schema: TITLE }, 'shared');
    assert.notEqual(jobOf(second), jobOf(first));
    assert.deepEqual(visits([url as string]), [2]);
  });

  it('counts neither in the minute nor in the month when it attaches', async () => {
    const { key, id } = await service.api.account({ plan: 'free', monthly_quota: 1 });
    const [url] = fresh(1);
    const first = await post(key, '/v1/extract', { url, schema: TITLE }, 'free');
    assert.equal(first.body.status, 'success');
    for (let n = 0; n < 3; n++) {
      const again = await post(key, '/v1/extract', { url, schema: TITLE }, 'free');
      assert.deepEqual([again.status, jobOf(again)], [200, jobOf(first)]);
    }
    assert.deepEqual(await units(id), [['reserve', 1]]);
  });

  it('is not used up by a call that was refused', async () => {
    const { key, id } = await service.api.account({ plan: 'pro', monthly_quota: 0 });
    const [url] = fresh(1);
    const refused = await post(key, '/v1/extract', { url, schema: TITLE }, 'later');
    assert.equal(refused.body.error.code, 'QUOTA_EXCEEDED');
    await service.api.admin('PATCH', `/accounts/${id}`, { monthly_quota: 1 });
    const taken = await post(key, '/v1/extract', { url, schema: TITLE }, 'later');
    assert.equal(taken.body.status, 'success');
  });
});
