/** Jobs that wait for a batch of the provider, and a service that is killed. */

import { strict as assert } from 'node:assert';
import { TITLE } from '../../support/api.js';
import { GUARANTEE, guaranteeIn } from '../../support/guarantee.js';
import type { ModelService, VendorName } from '../../support/model-service.js';
import type { FakeBatch } from '../../support/vendor/index.js';
import { waitFor } from '../../support/wait.js';

const SCHEMA = [...TITLE, GUARANTEE];
const PAGES = 40;

/** A request of one job that the provider carries out and never answers. */
interface Moment {
  readonly name: string;
  /** `batch`: that of the job, once it is submitted. */
  matches(request: string, batch: FakeBatch | undefined): boolean;
  /** Which of them. */
  readonly nth: number;
  /** Whether the batch has ended by then. */
  readonly ended: boolean;
}

const SUBMITS = { openai: 'POST /v1/batches', anthropic: 'POST /v1/messages/batches' } as const;

const MOMENTS: Readonly<Record<VendorName, readonly Moment[]>> = {
  openai: [
    waits('GET /v1/batches/'),
    collects((id) => `GET /v1/files/out-${id}/content`),
    { name: 'uploads', matches: (request) => request === 'POST /v1/files', nth: 1, ended: false },
    submits(SUBMITS.openai),
  ],
  anthropic: [
    waits('GET /v1/messages/batches/'),
    collects((id) => `GET /v1/messages/batches/${id}/results`),
    submits(SUBMITS.anthropic),
  ],
};

function waits(path: string): Moment {
  return {
    name: 'waits',
    matches: (request, batch) => request === path + batch?.id,
    nth: 3,
    ended: false,
  };
}

function collects(pathOf: (id: string) => string): Moment {
  return {
    name: 'collects',
    matches: (request, batch) => batch !== undefined && request === pathOf(batch.id),
    nth: 1,
    ended: true,
  };
}

/** The batch is accepted, and its id is not stored. */
function submits(path: string): Moment {
  return { name: 'submits', matches: (request) => request === path, nth: 1, ended: false };
}

export function describeKilling(provider: VendorName, all: () => ModelService): void {
  describe(`jobs that wait for a batch of ${provider}`, function () {
    this.timeout(180_000);

    const names = MOMENTS[provider].map(({ name }) => name).join(', ');
    it(`outlive kill -9 while one of each ${names}: every page asked for once, each job paid once`, async () => {
      const { vendor, site, service } = all();
      vendor.reset();
      vendor.answer = ({ page }) => ({
        values: { guaranteePeriod: guaranteeIn(page) ?? '' },
      });
      const account = await service.api.account({ plan: 'pro' });
      const jobs: { name: string; id: string }[] = [];
      for (const moment of MOMENTS[provider]) {
        const batches = vendor.batches.length;
        const mine = (): FakeBatch | undefined => vendor.batches[batches];
        let seen = 0;
        vendor.beforeAnswer = (request) => {
          const batch = mine();
          if (moment.ended && batch !== undefined) vendor.end(batch);
          if (!moment.matches(request, batch) || ++seen < moment.nth) return undefined;
          return new Promise(() => undefined);
        };
        const urls = Array.from({ length: PAGES }, (_, n) => `${site.url}/g/${moment.name}${n}`);
        const call = { urls, schema: SCHEMA, async_mode: true };
        const { jobId } = await service.api.startBatch(account.key, call);
        jobs.push({ name: moment.name, id: jobId });
        await waitFor(`the job that ${moment.name}`, () => seen >= moment.nth, 60_000);
      }
      await service.killAll();
      const submitted = jobs.filter(({ name }) => name !== 'uploads').length;
      assert.equal(vendor.batches.length, submitted);

      vendor.beforeAnswer = () => undefined;
      vendor.endsAtOnce = true;
      await service.startAgain();
      for (const { name, id } of jobs) {
        const job = await waitFor(
          `the job that ${name} to end`,
          async () => {
            const { body } = await service.api.get(account.key, `/v1/jobs/${id}?limit=1000`);
            return body.status !== 'running' && body.status !== 'queued' && body;
          },
          120_000,
        );
        assert.equal(job.status, 'completed', name);
        assert.deepEqual(
          job.results.map((page: any) => page.data?.guaranteePeriod),
          Array.from({ length: PAGES }, (_, n) => `${name}${n} years and a day`),
        );
        assert.deepEqual(job.units, { reserved: PAGES, charged: PAGES });
      }
      assert.deepEqual(
        (await service.api.ledger(account.id)).map(({ kind, units }) => `${kind} ${units}`),
        jobs.map(() => `reserve ${PAGES}`),
      );
      const submissions = vendor.requests.filter((each) => each === SUBMITS[provider]).length;
      assert.equal(submissions, jobs.length, 'one batch for each job');
      assert.equal(vendor.calls.length, jobs.length * PAGES, 'every page is asked for once');
      if (provider === 'openai') await waitFor('its files to be deleted', () => vendor.files.size === 0);
    });
  });
}
