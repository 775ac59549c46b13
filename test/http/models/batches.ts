/** With `async_mode` the model is asked in batches. */

import { strict as assert } from 'node:assert';
import { TITLE, type TestAccount } from '../../support/api.js';
import { GUARANTEE, guaranteeIn } from '../../support/guarantee.js';
import type { ModelService } from '../../support/model-service.js';
import type { TestService } from '../../support/service.js';
import type { TestSite } from '../../support/site.js';
import type { FakeBatch, Vendor } from '../../support/vendor/index.js';
import { waitFor } from '../../support/wait.js';

const SCHEMA = [...TITLE, GUARANTEE];
const PAGES = 6;

export function describeBatches(provider: string, all: () => ModelService): void {
  describe(`async_mode with ${provider}`, function () {
    this.timeout(120_000);
    let vendor: Vendor;
    let site: TestSite;
    let service: TestService;
    let account: TestAccount;

    beforeEach(async () => {
      ({ vendor, site, service } = all());
      vendor.reset();
      vendor.answer = ({ page }) => ({
        values: { guaranteePeriod: guaranteeIn(page) ?? 'nothing' },
      });
      account = await service.api.account();
    });

    const urls = (count = PAGES): string[] =>
      Array.from({ length: count }, (_, n) => `${site.url}/g/${n + 1}`);
    const body = (over: object = {}): object => ({
      urls: [...urls(), `${site.url}/status/403/1`],
      schema: SCHEMA,
      options: { no_cache: true },
      ...over,
    });
    const submitted = (): Promise<FakeBatch> => waitFor('the batch at the provider', () => vendor.batches[0]);
    const ledger = async (): Promise<string[]> =>
      (await service.api.ledger(account.id)).map(({ kind, units }) => `${kind} ${units}`);
    const jobOf = async (id: string): Promise<any> =>
      (await service.api.get(account.key, `/v1/jobs/${id}`)).body;

    it('answers as without it, through one batch, at the same price', async () => {
      const options = { no_cache: true, evidence: true };
      const sync = (await service.api.post(account.key, '/v1/batch', body({ options }))).body;
      assert.equal(sync.results[0].evidence.guaranteePeriod.rule, 'model.quoted');
      assert.equal(sync.results[0].data.guaranteePeriod, '1 years and a day');
      vendor.calls.length = 0;
      const { jobId, answer } = await service.api.startBatch(
        account.key,
        body({ options, async_mode: true }),
      );
      const batch = await submitted();
      assert.equal(batch.requests.length, PAGES);
      const waiting = await jobOf(jobId);
      assert.deepEqual(
        [waiting.status, waiting.counts.waiting, waiting.units.charged],
        ['running', PAGES, 1],
      );
      assert.equal(vendor.calls.length, 0);
      vendor.end(batch);
      assert.deepEqual((await answer).body, sync);
      assert.equal(vendor.calls.length, PAGES);
      assert.equal(vendor.requests.filter((each) => /^POST .*batches$/.test(each)).length, 1);
      assert.deepEqual(await ledger(), [`reserve ${PAGES + 1}`, `reserve ${PAGES + 1}`]);
      await waitFor('the files to be deleted', () =>
        provider === 'openai' ? vendor.files.size === 0 : vendor.batches.length === 0,
      );
      const metrics = (await service.api.call('GET', '/metrics')).body;
      assert.match(metrics, /holdfast_pages_total\{outcome="fetch"\} [1-9]/);
    });

    it('asks one by one what a batch left out, what failed in it, and what it was too late for', async () => {
      for (const state of ['ended', 'expired'] as const) {
        vendor.batches.length = vendor.calls.length = 0;
        vendor.hasLine = (id) => /-[024]$/.test(id);
        const values = vendor.answer;
        let inBatch = true;
        vendor.answer = (call, nth) =>
          inBatch && call.page.includes('3 years and a day') ? { status: 500 } : values(call, nth);
        const { answer } = await service.api.startBatch(
          account.key,
          body({ options: { no_cache: true, async_mode: true } }),
        );
        const batch = await submitted();
        vendor.beforeAnswer = (request) => void (inBatch &&= !/\/content$|\/results$/.test(request));
        vendor.end(batch, state);
        const { results } = (await answer).body;
        assert.deepEqual(
          results.slice(0, PAGES).map((page: any) => page.data?.guaranteePeriod),
          Array.from({ length: PAGES }, (_, n) => `${n + 1} years and a day`),
        );
        assert.equal(results[0].warnings, undefined);
        vendor.reset();
        vendor.answer = values;
      }
    });

    it('cancelled, cancels the batch, answers what was not, and gives it back', async () => {
      const { jobId, answer } = await service.api.startBatch(account.key, body({ async_mode: true }));
      const batch = await submitted();
      await waitFor('the wait', () =>
        vendor.requests.some((each) => each === `GET ${batchPath()}/${batch.id}`),
      );
      assert.equal((await service.api.delete(account.key, `/v1/jobs/${jobId}`)).status, 200);
      const { results, cancelled } = (await answer).body;
      assert.equal(cancelled, true);
      assert.deepEqual(
        results.map((page: any) => page.error.code),
        [...Array.from({ length: PAGES }, () => 'JOB_CANCELLED'), 'FETCH_BLOCKED'],
      );
      assert.equal(batch.state, 'cancelled');
      assert.deepEqual(await ledger(), [`reserve ${PAGES + 1}`, `refund ${PAGES}`]);
      assert.equal(vendor.calls.length, 0);
    });

    it('works for crawls', async () => {
      vendor.endsAtOnce = true;
      const { body: answer } = await service.api.post(account.key, '/v1/crawl', {
        seed_url: `${site.url}/g/index`,
        crawl: { follow_pattern: `${site.url}/g/*`, max_pages: 10, allow_large_crawl: true },
        schema: SCHEMA,
        async_mode: true,
      });
      assert.deepEqual(
        answer.results.map((page: any) => page.data.guaranteePeriod).sort(),
        ['1', '2', '3', 'index'].map((n) => `${n} years and a day`),
      );
      assert.deepEqual(answer.crawl_meta, {
        pages_visited: 4,
        pages_skipped: 0,
        pages_failed: 0,
        cancelled: false,
      });
      assert.deepEqual(await ledger(), ['reserve 10', 'refund 6']);
      assert.equal(vendor.calls.length, 4);
    });

    function batchPath(): string {
      return provider === 'openai' ? '/v1/batches' : '/v1/messages/batches';
    }
  });
}
