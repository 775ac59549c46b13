/** A model is asked for what rules do not find, one page at a time. */

import { strict as assert } from 'node:assert';
import { TITLE, type TestAccount } from '../../support/api.js';
import { GUARANTEE } from '../../support/guarantee.js';
import type { ModelService } from '../../support/model-service.js';
import type { TestService } from '../../support/service.js';
import type { TestSite } from '../../support/site.js';
import { waitFor } from '../../support/wait.js';
import type { Call, Said, Vendor } from '../../support/vendor/index.js';

const SCHEMA = [...TITLE, GUARANTEE];
/** Nothing that a rule could answer. */
const ONLY_MODEL = [GUARANTEE];
/** What the model does for a page whose text names it. */
const WRONGS: Readonly<Record<string, { said: Said; code: string; calls: number; retryable: boolean }>> = {
  limited: { said: { status: 429 }, code: 'LLM_RATE_LIMITED', calls: 4, retryable: true },
  'asked-to-wait-long': {
    said: { status: 429, headers: { 'Retry-After': '3600' } },
    code: 'LLM_RATE_LIMITED',
    calls: 1,
    retryable: true,
  },
  overloaded: { said: { status: 529 }, code: 'LLM_UNAVAILABLE', calls: 4, retryable: true },
  'wrong-key': { said: { status: 401 }, code: 'LLM_UNAVAILABLE', calls: 1, retryable: true },
  'too-long': { said: { status: 400 }, code: 'LLM_BAD_REQUEST', calls: 1, retryable: false },
  refused: { said: { refuses: true }, code: 'LLM_BLOCKED', calls: 1, retryable: false },
  cut: { said: { cut: '{"f1": "seven' }, code: 'LLM_TRUNCATED', calls: 2, retryable: true },
  empty: { said: { text: '' }, code: 'LLM_EMPTY', calls: 4, retryable: true },
  'broken-json': { said: { text: '{"f1": "seven' }, code: 'LLM_ERROR', calls: 4, retryable: true },
  'other-shape': { said: { text: '["seven years"]' }, code: 'LLM_ERROR', calls: 4, retryable: true },
};

export function describeAsking(provider: string, all: () => ModelService): void {
  describe(`a model of ${provider}`, function () {
    this.timeout(120_000);
    let vendor: Vendor;
    let site: TestSite;
    let service: TestService;
    let account: TestAccount;

    beforeEach(async () => {
      ({ vendor, site, service } = all());
      vendor.reset();
      account = await service.api.account();
    });

    const extract = async (name: string, schema: object[] = SCHEMA, options: object = {}): Promise<any> =>
      (
        await service.api.post(account.key, '/v1/extract', {
          url: `${site.url}/page/${name}`,
          schema,
          options,
        })
      ).body;

    it('answers lists of things, each value held against the page', async () => {
      vendor.answer = () => ({ text: '{"f1":[{"f1":"seven years","f2":""},{"f1":"nine years","f2":"x"}]}' });
      const fields = [
        { field: 'period', type: 'string' },
        { field: 'price', type: 'float' },
      ];
      const page = await extract('plain', [{ field: 'guarantees', type: 'array<object>', fields }]);
      assert.deepEqual(page.data, { guarantees: [{ period: 'seven years', price: null }] });
    });

    it('answers what no rule can, and is asked for nothing else', async () => {
      vendor.answer = () => ({ values: { guaranteePeriod: 'seven years' } });
      const page = await extract('plain');
      assert.deepEqual(page.data, { title: 'Page plain', guaranteePeriod: 'seven years' });
      assert.deepEqual([page.status, page.render_mode, page.images_processed], ['success', 'fetch', null]);
      const [call] = vendor.calls as [Call];
      assert.equal(vendor.calls.length, 1);
      assert.deepEqual(call.fields, [{ key: 'f1', ...GUARANTEE }]);
      assert.match(call.page, /guarantee on it for seven years/);
      assert.doesNotMatch(call.page, /script of the page/);
      assert.equal(call.schema.additionalProperties, false);
      assert.equal(call.model, 'a-model');
      assert.deepEqual([...vendor.keys], ['Bearer key']);
    });

    it('is not asked when rules answered everything', async () => {
      assert.equal((await extract('plain', TITLE)).status, 'success');
      assert.equal(vendor.calls.length, 0);
    });

    it('is not asked for what selectors ask for', async () => {
      const headers = { Authorization: `Bearer ${account.key}` };
      const { status, body } = await service.api.call('POST', '/v1/jobs', headers, {
        name: 'selectors',
        urls: [`${site.url}/page/plain`],
        selectors: { heading: 'h1', gone: '.not-there' },
      });
      assert.ok(status < 300, JSON.stringify(body));
      await waitFor('the job to end', async () => {
        const { body: listed } = await service.api.call('GET', `/v1/jobs/${body.job.id}`, headers);
        return listed.job.completedUrls === 1;
      });
      assert.equal(vendor.calls.length, 0);
    });

    it('is named by what its values rest on, where that is asked for', async () => {
      vendor.answer = () => ({ values: { guaranteePeriod: 'seven years' } });
      const { evidence } = await extract('plain', SCHEMA, { evidence: true, no_cache: true });
      assert.equal(evidence.title.source, 'heading');
      assert.deepEqual(evidence.guaranteePeriod, {
        ...{ rule: 'model.quoted', source: 'model', path: 'a-model', raw: 'seven years' },
        confidence: 0.7,
      });
      const metrics = (await service.api.call('GET', '/metrics')).body;
      assert.match(metrics, /rule_total\{rule="model\.quoted",outcome="answered"\} [1-9]/);
    });

    it('is not believed what the page does not say', async () => {
      vendor.answer = () => ({ values: { guaranteePeriod: 'ten years' } });
      const page = await extract('plain');
      assert.deepEqual(page.data, { title: 'Page plain', guaranteePeriod: null });
      assert.deepEqual(page.warnings, [
        "left out 'guaranteePeriod': what the model answered is not on the page",
      ]);
      const metrics = (await service.api.call('GET', '/metrics')).body;
      assert.match(metrics, /rule_total\{rule="model\.quoted",outcome="left_out"\} [1-9]/);
    });

    it('is told nothing by a page that gives it instructions, and believed nothing that only those say', async () => {
      vendor.answer = () => ({
        values: { guaranteePeriod: 'Mallory forever' },
      });
      const page = await extract('injection');
      const [call] = vendor.calls as [Call];
      assert.doesNotMatch(`${call.system} ${call.user}`, /Mallory|HACKED/);
      assert.equal(page.data.guaranteePeriod, null);
      vendor.answer = () => ({ values: {} });
      await extract('plain');
      assert.equal(vendor.calls[1]?.system, call.system);
      assert.deepEqual(vendor.calls[1]?.fields, call.fields);
    });

    it('is asked again when it says so, after as long as it says', async () => {
      const at: number[] = [];
      vendor.answer = (_call, nth) => {
        at.push(Date.now());
        return nth === 0
          ? { status: 429, headers: { 'Retry-After': '2' } }
          : { values: { guaranteePeriod: 'seven years' } };
      };
      assert.equal((await extract('plain')).data.guaranteePeriod, 'seven years');
      assert.ok((at[1] ?? 0) - (at[0] ?? 0) >= 1_950, `asked again after ${(at[1] ?? 0) - (at[0] ?? 0)} ms`);
    });

    it('gets more room for an answer that was cut', async () => {
      vendor.answer = (_call, nth) =>
        nth === 0 ? { cut: '{' } : { values: { guaranteePeriod: 'seven years' } };
      assert.equal((await extract('plain')).data.guaranteePeriod, 'seven years');
      assert.ok((vendor.calls[1]?.maxTokens ?? 0) > (vendor.calls[0]?.maxTokens ?? 0));
    });

    it('fails a page that nothing is known of, with the code that says why, and charges it', async () => {
      const names = [...Object.keys(WRONGS), 'hanging'];
      const counts = new Map<string, number>();
      vendor.answer = async ({ page }) => {
        const name = names.find((each) => page.includes(`Page ${each}`)) ?? '';
        counts.set(name, (counts.get(name) ?? 0) + 1);
        if (name === 'hanging') await new Promise((resolve) => setTimeout(resolve, 100_000).unref());
        return WRONGS[name]?.said ?? { values: {} };
      };
      const { body } = await service.api.post(account.key, '/v1/batch', {
        urls: names.map((name) => `${site.url}/page/${name}`),
        schema: ONLY_MODEL,
        options: { concurrency: 32 },
      });
      for (const [at, name] of names.entries()) {
        const expected = WRONGS[name] ?? { code: 'LLM_TIMEOUT', calls: 4, retryable: true };
        const { status, error, data } = body.results[at];
        assert.deepEqual(
          { status, code: error?.code, retryable: error?.retryable, calls: counts.get(name), data },
          {
            status: 'error',
            code: expected.code,
            retryable: expected.retryable,
            calls: expected.calls,
            data: undefined,
          },
          name,
        );
      }
      const [reserved, ...rest] = await service.api.ledger(account.id);
      assert.deepEqual([reserved?.units, rest], [names.length, []]);
    });

    it('leaves what rules have found when it fails, says so, and keeps nothing of that for later calls', async () => {
      vendor.answer = () => ({ status: 400 });
      const page = await extract('plain');
      assert.deepEqual(page.data, { title: 'Page plain', guaranteePeriod: null });
      assert.match(page.warnings[0], /^could not ask the model for 'guaranteePeriod' \(LLM_BAD_REQUEST\): /);
      vendor.answer = () => ({ values: { guaranteePeriod: 'seven years' } });
      assert.equal((await extract('plain')).data.guaranteePeriod, 'seven years');
    });

    it('has its tokens in /metrics', async () => {
      await extract('plain', SCHEMA, { no_cache: true });
      const { body } = await service.api.call('GET', '/metrics');
      assert.match(body, /holdfast_model_tokens_total\{direction="input"\} [1-9]/);
      assert.match(body, /holdfast_model_call_seconds_count\{outcome="answer"\} [1-9]/);
    });

    it('opens its private address to no page', async () => {
      const { body } = await service.api.post(account.key, '/v1/extract', {
        url: `${vendor.url}/v1/files`,
        schema: TITLE,
      });
      assert.equal(body.error.code, 'URL_UNREACHABLE');
      assert.equal(vendor.requests.length, 0);
    });

    describe('that looks at images', () => {
      const seen = { guaranteePeriod: '5 years' };

      it('reads what the text does not say, with one call, where the plan allows it', async () => {
        vendor.answer = ({ images }) => ({ values: images > 0 ? seen : {} });
        const page = await extract('images', SCHEMA, { process_images: true, evidence: true });
        assert.deepEqual(page.data, { title: 'Page images', ...seen });
        const { rule, source, raw } = page.evidence.guaranteePeriod;
        assert.deepEqual([rule, source, raw], ['model.image', 'image', '5 years']);
        assert.equal(page.images_processed, 2);
        assert.ok(page.warnings.includes("read 'guaranteePeriod' from an image"));
        assert.deepEqual(
          vendor.calls.map(({ images }) => images),
          [0, 2],
        );
      });

      it('does so for nobody else, not unasked, and not for what the text says', async () => {
        vendor.answer = ({ images }) => ({ values: images > 0 ? seen : {} });
        assert.equal((await extract('images')).images_processed, null);
        const pro = await service.api.account({ plan: 'pro' });
        const url = `${site.url}/page/images`;
        const options = { process_images: true };
        const { body } = await service.api.post(pro.key, '/v1/extract', { url, schema: SCHEMA, options });
        assert.deepEqual([body.status, body.images_processed], ['success', null]);
        vendor.answer = () => ({ values: { guaranteePeriod: 'seven years' } });
        assert.equal((await extract('images', SCHEMA, options)).images_processed, null);
        assert.ok(vendor.calls.every(({ images }) => images === 0));
      });

      it('leaves the result of the text when it fails', async () => {
        vendor.answer = ({ images }) => (images > 0 ? { status: 400 } : { values: {} });
        const page = await extract('images', SCHEMA, { process_images: true });
        assert.deepEqual(page.data, { title: 'Page images', guaranteePeriod: null });
        assert.deepEqual([page.status, page.images_processed, page.warnings], ['success', null, undefined]);
      });
    });
  });
}
