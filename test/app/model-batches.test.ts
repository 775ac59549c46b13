import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createModel } from '../../src/adapters/models/index.js';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { createModelBatchWork, type ModelBatchWork } from '../../src/app/model-batches/index.js';
import type { Model } from '../../src/ports/model.js';
import type { Job } from '../../src/core/job.js';
import { pageParked, pageRead } from '../../src/core/page-outcome.js';
import type { Store } from '../../src/ports/store/index.js';
import { createSteps, newAccount, newJob, NOW } from '../store/fixtures.js';
import { VENDORS } from '../support/model-service.js';
import { silentLog } from '../support/log.js';
import { copyDatabase } from '../support/template.js';
import { startVendor, type Reply, type Vendor } from '../support/vendor/index.js';

const never = new AbortController().signal;
/** Nothing is given up before. */
const LATER = new Date(NOW.getTime() + 60_000);

for (const name of VENDORS) {
  describe(`a worker that submits batches to ${name}`, function () {
    this.timeout(120_000);
    let folder: string;
    let store: Store;
    let vendor: Vendor;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'holdfast-batches-'));
      await copyDatabase(join(folder, 'database'));
      store = createStore(await openPglite(join(folder, 'database')));
      vendor = await startVendor();
    });
    after(async () => {
      await vendor?.close();
      await store?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const model = (): Model =>
      createModel({
        provider: name,
        model: 'a-model',
        apiKey: 'key',
        baseUrl: name === 'openai' ? `${vendor.url}/v1` : vendor.url,
      });

    function worker(own: Model, now = (): Date => NOW): ModelBatchWork {
      const unused = (): never => assert.fail('no page is asked for by itself');
      return createModelBatchWork({
        store,
        openJob: (id) => store.jobs.get(id),
        ai: { model: own, fillGaps: { ask: unused, finish: unused } as never, jobTokens: 1_000_000 },
        now,
        shutdown: never,
        onPage: unused,
        onCall: unused,
        log: silentLog,
      });
    }

    async function jobWithQuestions(): Promise<Job> {
      const job = await createSteps(() => store).accept(newJob((await newAccount(store)).id, 3));
      const question = {
        url: 'http://a.test/',
        fields: [{ field: 'x', type: 'string' as const }],
        passages: 'some text',
        lang: null,
        asOf: NOW.toISOString(),
        images: [],
      };
      const result = pageParked(pageRead('fetch', { x: null }), question);
      await store.pages.commit(
        [0, 1, 2].map((pageNo) => ({ jobId: job.id, pageNo, charge: 0, exchange: null, result })),
        NOW,
      );
      return job;
    }

    const isOfBatches = (request: string): boolean => /files|batches/.test(request);
    const failing = (request: string): Reply | null =>
      isOfBatches(request) ? { status: 500, body: 'Internal Server Error' } : null;
    /** Fails where a batch is made, and wherever it is looked for. */
    const losing = (request: string): Reply | null =>
      /batches/.test(request) ? { status: 500, body: 'Internal Server Error' } : null;
    const PAST = new Date(NOW.getTime() - 1);
    const tokensOf = async (job: Job): Promise<boolean> =>
      store.modelBudget.reserveTokens(job.id, 999_000, 1_000_000);

    it('does without when the provider fails for too long, and leaves it alone for a while', async () => {
      vendor.reset();
      vendor.instead = failing;
      const job = await jobWithQuestions();
      const work = worker(model());
      await assert.rejects(work.submit(job.id, LATER, never));
      const isMade = await work.submit(job.id, PAST, never);
      // Anthropic's batch is made by one call: whether it was made is known when the provider answers again.
      assert.equal(isMade, name === 'anthropic');
      if (isMade) {
        assert.equal(await work.haveEnded(job.id, never), true);
        assert.deepEqual(await work.collect(job.id, never), { succeeded: 0, failed: 0 });
        await assert.rejects(work.cancel(job.id, never));
        vendor.instead = () => null;
        await work.cancel(job.id, never);
      }
      assert.deepEqual(
        (await store.modelWork.batches(job.id)).map(({ ended }) => ended),
        [true],
      );
      assert.equal(await tokensOf(job), true, 'the tokens of the batch are given back');
      vendor.requests.length = 0;
      const other = await jobWithQuestions();
      assert.equal(await work.submit(other.id, LATER, never), false);
      assert.deepEqual(vendor.requests, []);
    });

    for (const [first, status] of [
      [404, 404],
      [500, 405],
      [500, 501],
    ] as const) {
      it(`takes ${first}, then ${status}, for a provider without batches, and leaves it alone for a while`, async () => {
        vendor.reset();
        let asked = 0;
        vendor.instead = (request) => {
          if (!isOfBatches(request)) return null;
          asked += 1;
          return { status: asked === 1 ? first : status, body: { error: { message: 'no such route' } } };
        };
        const work = worker(model());
        const job = await jobWithQuestions();
        if (first === 500) await assert.rejects(work.submit(job.id, LATER, never));
        assert.equal(await work.submit(job.id, LATER, never), false);
        assert.ok(asked > 0);
        vendor.requests.length = 0;
        const other = await jobWithQuestions();
        assert.equal(await work.submit(other.id, LATER, never), false);
        assert.deepEqual(vendor.requests, []);
      });
    }

    it('cancels a batch that was made although the provider said nothing of it', async () => {
      vendor.reset();
      const job = await jobWithQuestions();
      // The vendor's clock is the real one.
      const work = worker(model(), () => new Date());
      const cutOff = new AbortController();
      vendor.beforeAnswer = (request) => {
        if (/^POST .*batches$/.test(request)) cutOff.abort(new Error('the worker was killed'));
      };
      await assert.rejects(work.submit(job.id, LATER, cutOff.signal));
      assert.equal(vendor.batches.length, 1);
      vendor.beforeAnswer = () => undefined;
      vendor.instead = losing;
      assert.equal(await work.submit(job.id, new Date(0), never), true);
      assert.deepEqual(await work.collect(job.id, never), { succeeded: 0, failed: 0 });
      vendor.instead = () => null;
      await work.cancel(job.id, never);
      assert.deepEqual(
        vendor.batches.map(({ state }) => state),
        ['cancelled'],
      );
      assert.equal(vendor.requests.filter((each) => /^POST .*batches$/.test(each)).length, 1);
    });

    it('does not submit a batch again at a provider that cannot be asked for it', async () => {
      vendor.reset();
      const job = await jobWithQuestions();
      const work = worker(model());
      vendor.instead = (request) =>
        /^POST .*batches$/.test(request) ? { status: 500, body: 'Internal Server Error' } : null;
      await assert.rejects(work.submit(job.id, LATER, never));
      vendor.instead = (request) => (/^GET .*batches$/.test(request) ? { status: 404, body: {} } : null);
      assert.equal(await work.submit(job.id, LATER, never), false);
      assert.equal(vendor.requests.filter((each) => /^POST .*batches$/.test(each)).length, 1);
      assert.equal(await tokensOf(job), true);
    });

    it('that stood still gives up its batch for the one that was submitted in its place', async () => {
      const job = await jobWithQuestions();
      const slow = model();
      let goOn = (): void => undefined;
      const stalled = new Promise<void>((resolve) => (goOn = resolve));
      let reached = (): void => undefined;
      const isStalled = new Promise<void>((resolve) => (reached = resolve));
      const first = worker({
        ...slow,
        batches: {
          ...slow.batches,
          submit: async (...call) => {
            reached();
            await stalled;
            return slow.batches.submit(...call);
          },
        },
      }).submit(job.id, LATER, never);
      await isStalled;
      assert.equal(await worker(model()).submit(job.id, LATER, never), true);
      goOn();
      assert.equal(await first, true);

      const [batch, ...others] = await store.modelWork.batches(job.id);
      assert.deepEqual(others, []);
      assert.equal(batch?.ended, false);
      assert.deepEqual(
        vendor.batches.map(({ id, state }) => [id === batch?.vendorId, state]),
        [
          [true, 'running'],
          [false, 'cancelled'],
        ],
      );
    });
  });
}
