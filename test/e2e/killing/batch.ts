import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TITLE, type TestAccount } from '../../support/api.js';
import type { TestService } from '../../support/service.js';
import { startSite, type TestSite } from '../../support/site.js';
import { waitFor } from '../../support/wait.js';

const PAGES = 500;
/** Twice HOST_CONCURRENCY, the most that a killed worker may fetch again . */
const IN_FLIGHT = 16;

export function describeBatch(running: () => TestService): void {
  describe('a batch survives', function () {
    this.timeout(180_000);
    let service: TestService;
    let site: TestSite;
    let account: TestAccount;

    beforeEach(async () => {
      site = await startSite();
      service = running();
      account = await service.api.account({ plan: 'pro', monthly_quota: 400, prepaid_balance: 1_000 });
    });
    afterEach(() => site.close());

    const batch = (): object => ({
      urls: Array.from({ length: PAGES }, (_, at) => `${site.url}/slow/60/${at}`),
      schema: TITLE,
    });
    const key = { 'Idempotency-Key': 'one-batch' };

    /** Starts the batch and resolves once a part of its pages was asked for. */
    async function midway(): Promise<{ jobId: string; answer: Promise<{ body: any }> }> {
      const started = await service.api.startBatch(account.key, batch(), key);
      await waitFor('the batch to be under way', () => site.requests.length > 120);
      return started;
    }

    async function finished(jobId: string): Promise<void> {
      await waitFor(
        'the job to end',
        async () => {
          const { status, body } = await service.api.get(account.key, `/v1/jobs/${jobId}`);
          assert.equal(status, 200);
          return body.status === 'completed';
        },
        90_000,
      );
    }

    /** Every URL once, in order, right; the ledger exact; the same answer under the repeated call. */
    async function assertWhole(jobId: string): Promise<void> {
      const again = await service.api.post(account.key, '/v1/batch', batch(), key);
      assert.equal(again.headers.get('x-job-id'), jobId);
      assert.equal(again.body.cancelled, false);
      assert.deepEqual(
        again.body.results.map((page: any) => [page.status, page.url, page.data?.title]),
        Array.from({ length: PAGES }, (_, at) => [
          'success',
          `${site.url}/slow/60/${at}`,
          `Title of /slow/60/${at}`,
        ]),
      );
      const { body } = await service.api.get(account.key, `/v1/jobs/${jobId}?limit=1000`);
      assert.deepEqual(body.results, again.body.results);
      assert.deepEqual(body.units, { reserved: PAGES, charged: PAGES });
      assert.deepEqual(
        (await service.api.ledger(account.id)).map(({ kind, source, units }) => `${kind} ${source} ${units}`),
        ['topup prepaid 1000', 'reserve month 400', 'reserve prepaid 100'],
      );
      const owner = (await service.api.admin('GET', `/accounts/${account.id}`)).body;
      assert.equal(owner.monthly.used, 400);
      assert.equal(owner.prepaid_balance, 900);
    }

    function assertFetchedOnce(allowedRepeats: number): void {
      const distinct = new Set(site.requests.map(({ path }) => path)).size;
      assert.equal(distinct, PAGES);
      const repeats = site.requests.length - distinct;
      assert.ok(repeats <= allowedRepeats, `${repeats} pages were fetched twice`);
    }

    it('kill -9 of the whole process group', async () => {
      const { jobId } = await midway();
      await service.killAll();
      const before = site.requests.length;
      assert.ok(before < PAGES);
      await service.startAgain();
      await finished(jobId);
      assertFetchedOnce(IN_FLIGHT);
      await assertWhole(jobId);
    });

    it('kill -9 of Temporal alone, with its caller still connected', async () => {
      const { jobId, answer } = await midway();
      const { pid } = JSON.parse(readFileSync(join(service.dataDir, 'temporal.pid.json'), 'utf8')) as {
        pid: number;
      };
      process.kill(pid, 'SIGKILL');
      const { body } = await answer;
      assert.equal(body.results.length, PAGES);
      assertFetchedOnce(IN_FLIGHT);
      await assertWhole(jobId);
    });

    it('its caller going away', async () => {
      const gone = new AbortController();
      const request = fetch(service.api.url('/v1/batch'), {
        method: 'POST',
        headers: { 'X-API-Key': account.key, 'Content-Type': 'application/json', ...key },
        body: JSON.stringify(batch()),
        signal: gone.signal,
      });
      const jobId = (await request).headers.get('x-job-id') ?? '';
      await waitFor('the batch to be under way', () => site.requests.length > 120);
      gone.abort();
      await finished(jobId);
      assertFetchedOnce(0);
      await assertWhole(jobId);
    });

    it('SIGTERM and a new start', async () => {
      const { jobId } = await midway();
      assert.equal(await service.stop(), 0);
      assert.ok(site.requests.length < PAGES);
      await service.startAgain();
      await finished(jobId);
      assertFetchedOnce(0);
      await assertWhole(jobId);
    });
  });
}
