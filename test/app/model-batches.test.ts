import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createModel } from '../../src/adapters/models/index.js';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { createModelBatchWork, type ModelBatchWork } from '../../src/app/model-batches.js';
import type { Model } from '../../src/ports/model.js';
import type { Job, Store } from '../../src/ports/store.js';
import { createSteps, newAccount, newJob, NOW } from '../store/fixtures.js';
import { VENDORS } from '../support/model-service.js';
import { silentLog } from '../support/log.js';
import { startVendor, type Vendor } from '../support/vendor/index.js';

const never = new AbortController().signal;

for (const name of VENDORS) {
  describe(`a worker that stands still while it submits a batch to ${name}`, function () {
    this.timeout(60_000);
    let folder: string;
    let store: Store;
    let vendor: Vendor;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'holdfast-batches-'));
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

    function worker(own: Model): ModelBatchWork {
      const unused = (): never => assert.fail('no page is asked for by itself');
      return createModelBatchWork({
        store,
        openJob: (id) => store.jobs.get(id),
        ai: { model: own, fillGaps: { ask: unused, finish: unused } as never, jobTokens: 1_000_000 },
        now: () => NOW,
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
      const partial = {
        status: 'success' as const,
        renderMode: 'fetch' as const,
        data: { x: null },
        warnings: [],
        imagesProcessed: null,
      };
      const result = { status: 'parked' as const, partial, question };
      await store.pages.commit(
        [0, 1, 2].map((pageNo) => ({ jobId: job.id, pageNo, charge: 0, result })),
        NOW,
      );
      return job;
    }

    it('gives up its batch for the one that was submitted in its place', async () => {
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
      }).submit(job.id, never);
      await isStalled;
      assert.equal(await worker(model()).submit(job.id, never), true);
      goOn();
      assert.equal(await first, true);

      const [batch, ...others] = await store.work.batches(job.id);
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
