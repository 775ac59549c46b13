/** A model server of one's own: it restarts, works on one call at a time, and has no batches. */

import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE, type TestAccount } from '../../support/api.js';
import { GUARANTEE, guaranteeIn } from '../../support/guarantee.js';
import type { ModelService } from '../../support/model-service.js';
import type { TestService } from '../../support/service.js';
import type { TestSite } from '../../support/site.js';
import type { Vendor } from '../../support/vendor/index.js';
import { waitFor } from '../../support/wait.js';

/** No rule can answer it. */
const SCHEMA = [GUARANTEE];
const PAGES = 40;

export function describeOwnServer(provider: string, all: () => ModelService): void {
  describe(`a model server of one's own that speaks as ${provider}`, function () {
    this.timeout(180_000);
    let vendor: Vendor;
    let site: TestSite;
    let service: TestService;
    let account: TestAccount;

    beforeEach(async () => {
      ({ vendor, site, service } = all());
      vendor.reset();
      account = await service.api.account();
    });

    const urls = (count: number): string[] =>
      Array.from({ length: count }, (_, n) => `${site.url}/g/${n + 1}`);
    const answerAfter =
      (ms: number): Vendor['answer'] =>
      async ({ page }) => {
        await sleep(ms);
        return { values: { guaranteePeriod: guaranteeIn(page) ?? 'nothing' } };
      };
    const batch = async (count: number, over: object = {}): Promise<any[]> => {
      const { body } = await service.api.post(account.key, '/v1/batch', {
        urls: urls(count),
        schema: SCHEMA,
        options: { concurrency: 16, no_cache: true },
        ...over,
      });
      return body.results;
    };
    const values = (results: any[]): string[] =>
      results.map((page) => page.data?.guaranteePeriod ?? `${page.error?.code}: ${page.error?.message}`);
    const expected = (count: number): string[] =>
      Array.from({ length: count }, (_, n) => `${n + 1} years and a day`);

    it('answers every page across a restart of ten seconds, and is not hammered meanwhile', async () => {
      vendor.answer = answerAfter(50);
      const results = batch(PAGES);
      await waitFor('the first answers', () => vendor.calls.length >= 5);
      await vendor.goAway();
      await sleep(10_000);
      let loading = 0;
      vendor.instead = (request) => {
        if (!request.startsWith('POST') || ++loading > 3) return null;
        return {
          status: 503,
          body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
        };
      };
      await vendor.comeBack();
      assert.deepEqual(values(await results), expected(PAGES));
    });

    it('answers every page although it works on one call at a time', async () => {
      vendor.answer = answerAfter(300);
      vendor.slots = 1;
      assert.deepEqual(values(await batch(PAGES)), expected(PAGES));
      assert.ok(vendor.calls.length < 1.5 * PAGES, `${vendor.calls.length} calls for ${PAGES} pages`);
    });

    it("has its own words in the log and in the page's failure, and what is wrong with it at start", async () => {
      vendor.answer = ({ page }) => ({
        status: 400,
        body: JSON.stringify({
          error: { type: 'bad', message: `no grammar for key at 10.0.0.7:80: ${page}` },
        }),
      });
      const [page] = await batch(1);
      assert.equal(page.error.code, 'LLM_BAD_REQUEST');
      assert.match(page.error.message, /\(HTTP 400\)\. It says: "no grammar for .* at \[address\]: /);
      vendor.models = [{ id: 'another' }];
      await restart();
      await waitFor('the look at the model', () => /has no model named .*a-model/.test(service.output()));
      const output = service.output();
      assert.match(output, /a call to the model failed/);
      assert.match(output, /no grammar for/);
      assert.doesNotMatch(output, /1 years and a day/);
    });

    it('has no batches, and async_mode asks it at once', async () => {
      vendor.answer = answerAfter(0);
      let asked = 0;
      vendor.instead = (request) => {
        if (!isOfBatches(request)) return null;
        asked += 1;
        return { status: asked === 1 ? 500 : 501, body: { error: { message: 'no such route' } } };
      };
      assert.deepEqual(values(await batch(3, { async_mode: true })), expected(3));
      assert.ok(asked > 0);
      vendor.requests.length = 0;
      assert.deepEqual(values(await batch(3, { async_mode: true })), expected(3));
      assert.deepEqual(vendor.requests.filter(isOfBatches), [], 'it is known for a while');
    });

    it('is asked for no batch when it is known to have none, or when rules answer everything', async () => {
      vendor.hasNoBatches = true;
      vendor.answer = answerAfter(0);
      assert.deepEqual(values(await batch(3, { async_mode: true })), expected(3));
      vendor.reset();
      await batch(3, { schema: TITLE, async_mode: true });
      assert.deepEqual(vendor.requests, []);
    });

    const isOfBatches = (request: string): boolean => /files|batches/.test(request);
    /** What a service has learned of its provider goes with its process. */
    const restart = async (): Promise<void> => {
      await service.stop();
      await service.startAgain();
    };
  });
}
