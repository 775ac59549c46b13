/** What becomes of whole jobs: accepted, opened, cancelled, settled, pruned, while months go by. */

import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { NewJob } from '../../src/core/job.js';
import { newJob } from '../store/fixtures.js';
import { batchSpec } from '../support/specs.js';
import { command, cut, DAY_MS, hasJobs, index, jobAt, urlOf, type Command } from './command.js';
import {
  accept,
  isFinal,
  monthOf,
  reservation,
  settle,
  type Ending,
  type Kind,
  type Model,
  type ModelJob,
} from './model.js';
import type { Real } from './real.js';
import { met } from './situations.js';

const hasRoom =
  (most: number) =>
  ({ jobs }: Model): boolean =>
    jobs.filter(({ state }) => !isFinal(state)).length < most;

interface Call {
  readonly kind: Kind;
  readonly pages: number;
  readonly key: number | null;
  readonly listens: boolean;
  readonly cut: number | null;
}

async function submit(model: Model, real: Real, call: Call): Promise<void> {
  const units = call.kind === 'extract' ? 1 : call.pages;
  const key = call.key === null ? null : `key ${call.key}`;
  const job = jobFor(real.accountId, call, units, key);
  const earlier = model.jobs.find((other) => key !== null && other.key === key);
  const reserved = reservation(model, units);
  const lived = await real.attempt(call.cut, async ({ jobs }) => {
    const submission = await jobs.submit(job, model.now);
    if (earlier === undefined)
      return assert.equal(submission.kind, reserved === null ? 'quota_exceeded' : 'accepted');
    assert.ok(submission.kind === 'duplicate', submission.kind);
    assert.equal(submission.job.id, earlier.id);
  });
  met(model.met, 'died in submit', !lived);
  met(model.met, 'call repeated with its key', lived && earlier !== undefined);
  met(model.met, 'call refused for its units', lived && earlier === undefined && reserved === null);
  if (!lived || earlier !== undefined || reserved === null) return;
  const fresh = { state: 'waiting', charge: 0, mark: null, depth: 0, lease: null } as const;
  accept(model, {
    ...{ id: job.id, kind: call.kind, total: units, listens: call.listens, key, reserved },
    reservedIn: monthOf(model.now),
    pages: new Map(job.urls.map((url, no) => [no, { url, ...fresh }])),
    ...{ arrived: new Set(), canonical: new Set(), state: 'queued', charged: 0, skipped: 0, duplicates: 0 },
    ...{ nextNo: 1, expiresAt: null, isExpiring: false },
  });
}

function jobFor(accountId: string, { kind, listens }: Call, units: number, key: string | null): NewJob {
  const isCrawl = kind === 'crawl';
  const crawl = { seedUrl: urlOf(0), followPattern: '**', maxDepth: 9, respectNofollow: true };
  const pages = isCrawl ? 1 : units;
  return newJob(accountId, pages, {
    spec: isCrawl ? { ...batchSpec(), kind, crawl } : batchSpec({ kind }),
    urls: Array.from({ length: pages }, (_, n) => urlOf(n)),
    ...(isCrawl ? { limit: { maxPages: units, capped: false } } : {}),
    webhookUrl: listens ? 'http://hook.test/' : null,
    idempotency: key === null ? null : { key, requestHash: 'h' },
  });
}

export const submitOne = (call: Call, most = Infinity): Command =>
  command('submit', call, hasRoom(most), submit);

/** While fewer jobs than `most` are under way. */
const submitted = (most: number, ...kinds: Kind[]): fc.Arbitrary<Command> =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      pages: fc.constantFrom(1, 2, 2, 3, 4),
      key: fc.constantFrom(null, null, null, 0, 1),
      listens: fc.boolean(),
      cut,
    })
    .map((call) => submitOne(call, most));

/** As a worker does that takes the job up, for the first time or once more. */
const opened = index.map((n) =>
  command('open', { job: n }, hasJobs, async (model, real) => {
    const job = jobAt(model, n);
    if (job.state === 'queued') job.state = 'running';
    assert.equal((await real.store.jobs.open(job.id, model.now))?.state, job.state);
  }),
);

const cancelled = index.map((n) =>
  command('cancel', { job: n }, hasJobs, async (model, real) => {
    const job = jobAt(model, n);
    if (job.state === 'queued' || job.state === 'running') job.state = 'cancelling';
    assert.equal((await real.store.jobs.requestCancel(job.id))?.state, job.state);
  }),
);

const ending = fc.constantFrom<Ending>('completed', 'cancelled', 'failed', 'deadline');

/** By its workflow, or by the reconciler, or by both. */
export const settleOne = (given: { job: number; ending: Ending; cut: number | null }): Command =>
  command('settle', given, hasJobs, async (model, real) => {
    const job = jobAt(model, given.job);
    const expiresAt = new Date(model.now.getTime() + DAY_MS);
    const lived = await real.attempt(given.cut, async ({ jobs }) => {
      const after = await jobs.settle(job.id, given.ending, null, model.now, expiresAt);
      assert.ok(after !== null && isFinal(after.state));
    });
    met(model.met, 'died in settle', !lived);
    if (lived) settle(model, job, given.ending, expiresAt);
  });
const settled = fc.record({ job: index, ending, cut }).map(settleOne);

const toppedUp = fc.integer({ min: 1, max: 4 }).map((units) =>
  command(
    'top up',
    { units },
    () => true,
    async (model, real) => {
      await real.store.accounts.update(real.accountId, { addPrepaid: units }, model.now);
      model.prepaid += units;
      model.ledger.push({ kind: 'topup', source: 'prepaid', units, jobId: null });
    },
  ),
);

export const daysPass = (days: number): Command =>
  command(
    'days pass',
    { days },
    () => true,
    async (model) => {
      model.now = new Date(model.now.getTime() + days * DAY_MS);
    },
  );
const passed = fc.constantFrom(0.5, 0.5, 1, 2, 20).map(daysPass);

/** A step of the reconciler's pruning, or all of it. A job's row is kept for a day longer than its results. */
export const pruneSome = (given: { whole: boolean; limit: number; cut: number | null }): Command =>
  command('prune', given, hasJobs, async (model, real) => {
    const lived = await real.attempt(given.cut, async ({ jobs }) => {
      while ((await jobs.prune(model.now, DAY_MS, given.limit)) > 0 && given.whole);
    });
    met(model.met, 'died in prune', !lived);
    const isPast = ({ expiresAt }: ModelJob): boolean => expiresAt !== null && expiresAt < model.now;
    for (const job of model.jobs.filter(isPast)) await forget(model, real, job, lived && given.whole);
  });
const pruned = fc
  .record({ whole: fc.constantFrom(true, false, false), limit: fc.integer({ min: 1, max: 3 }), cut })
  .map(pruneSome);

/** How far the dropping has come is the store's choice; only what is past its time may be gone. */
async function forget(model: Model, real: Real, job: ModelJob, isWhole: boolean): Promise<void> {
  const ageMs = model.now.getTime() - (job.expiresAt?.getTime() ?? 0);
  if ((await real.store.jobs.get(job.id)) === null) {
    assert.ok(ageMs > DAY_MS, 'its row is kept for a day');
    model.jobs.splice(model.jobs.indexOf(job), 1);
    return met(model.met, 'job forgotten');
  }
  job.isExpiring = true;
  const { jobs, pages } = real.store;
  if (job.key !== null && (await jobs.findByIdempotencyKey(real.accountId, job.key)) === null) job.key = null;
  const left = await pages.read(job.id, -1, 10, false);
  met(model.met, 'results dropped in steps', left.length > 0 && left.length < job.pages.size);
  if (isWhole) assert.deepEqual([left, job.key], [[], null]);
}

export const jobSteps = { submitted, opened, cancelled, settled, toppedUp, passed, pruned } as const;
