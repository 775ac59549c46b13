import { strict as assert } from 'node:assert';
import { TITLE, type TestAccount } from '../support/api.js';
import { startModelService, type ModelService } from '../support/model-service.js';
import type { TestService } from '../support/service.js';
import type { SiteHandler, TestSite } from '../support/site.js';
import type { Vendor } from '../support/vendor/index.js';
import { waitFor } from '../support/wait.js';

const SCHEMA = [...TITLE, { field: 'guaranteePeriod', type: 'string', example: '3 years' }];
const PAGES = 120;

const PROVIDERS = [
  {
    name: 'openai',
    submits: /^POST \/v1\/batches$/,
    looks: /^GET \/v1\/batches\/[^/]+$/,
    collects: /^GET \/v1\/files\/.*\/content$/,
  },
  {
    name: 'anthropic',
    submits: /^POST \/v1\/messages\/batches$/,
    looks: /^GET \/v1\/messages\/batches\/[^/]+$/,
    collects: /^GET .*\/results$/,
  },
] as const;

for (const provider of PROVIDERS) {
  describe(`a job that waits for a batch of ${provider.name} outlives kill -9`, function () {
    this.timeout(180_000);
    let all: ModelService;
    let vendor: Vendor;
    let site: TestSite;
    let service: TestService;
    let account: TestAccount;

    before(async () => {
      const respond: SiteHandler = (request, response) => {
        const n = (request.url ?? '').slice(1);
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end(`<title>Page ${n}</title><h1>Page ${n}</h1><p>Guarantee: ${n} years and a day.</p>`);
        return true;
      };
      all = await startModelService(provider.name, respond, { LLM_BATCH_POLL_SECONDS: '0.5' });
      ({ vendor, site, service } = all);
    });
    after(() => all?.discard());
    beforeEach(async () => {
      vendor.reset();
      vendor.answer = ({ page }) => ({
        values: { guaranteePeriod: /\w+ years and a day/.exec(page)?.[0] ?? '' },
      });
      account = await service.api.account({ plan: 'pro' });
    });

    async function start(): Promise<string> {
      const urls = Array.from({ length: PAGES }, (_, n) => `${site.url}/${n}`);
      const call = { urls, schema: SCHEMA, async_mode: true };
      return (await service.api.startBatch(account.key, call)).jobId;
    }

    /** Resolves with the killed service when the provider is about to answer such a request, which it never does. */
    function killedAt(what: RegExp, nth = 1): Promise<void> {
      let seen = 0;
      return new Promise((resolve, reject) => {
        vendor.beforeAnswer = (request) => {
          if (!what.test(request) || ++seen !== nth) return undefined;
          service.killAll().then(resolve, reject);
          return new Promise(() => undefined);
        };
      });
    }

    async function assertWhole(jobId: string): Promise<void> {
      vendor.endsAtOnce = true;
      const job = await waitFor(
        'the job to end',
        async () => {
          const { body } = await service.api.get(account.key, `/v1/jobs/${jobId}?limit=1000`);
          return body.status !== 'running' && body.status !== 'queued' && body;
        },
        120_000,
      );
      assert.equal(job.status, 'completed');
      assert.deepEqual(
        job.results.map((page: any) => page.data?.guaranteePeriod),
        Array.from({ length: PAGES }, (_, n) => `${n} years and a day`),
      );
      assert.deepEqual(job.units, { reserved: PAGES, charged: PAGES });
      assert.deepEqual(
        (await service.api.ledger(account.id)).map(({ kind, units }) => `${kind} ${units}`),
        [`reserve ${PAGES}`],
      );
      assert.equal(vendor.requests.filter((each) => provider.submits.test(each)).length, 1, 'one batch');
      assert.equal(vendor.calls.length, PAGES, 'every page is asked for once');
    }

    it('while it is submitted, with the batch accepted and its id not stored', async () => {
      const killed = killedAt(provider.submits);
      const jobId = await start();
      await killed;
      assert.equal(vendor.batches.length, 1);
      await service.startAgain();
      await assertWhole(jobId);
    });

    if (provider.name === 'openai')
      it('while it uploads the questions', async () => {
        const killed = killedAt(/^POST \/v1\/files$/);
        const jobId = await start();
        await killed;
        assert.equal(vendor.files.size, 1);
        await service.startAgain();
        await assertWhole(jobId);
        await waitFor('its files to be deleted', () => vendor.files.size === 0);
      });

    it('while it waits', async () => {
      const killed = killedAt(provider.looks, 3);
      const jobId = await start();
      await killed;
      await service.startAgain();
      await assertWhole(jobId);
    });

    it('while it collects', async () => {
      const killed = killedAt(provider.collects);
      vendor.endsAtOnce = true;
      const jobId = await start();
      await killed;
      await service.startAgain();
      await assertWhole(jobId);
    });
  });
}
