/**
 * The protocol of jobs as a state machine: random sequences of what callers, workers and the reconciler do, against the
 * real store beside a small model. docs/protocol-model.md says what it covers, and what it does not.
 *
 * MODEL_RUNS sets the number of sequences with new seeds. A sequence that fails is printed with its seed and path, and
 * fast-check shortens it.
 */

import fc from 'fast-check';
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/adapters/store/connection.js';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { newAccount } from '../store/fixtures.js';
import { copyDatabase } from '../support/template.js';
import { check } from './check.js';
import { DAY_MS, type Command } from './command.js';
import { MIXES, type Mix } from './mixes.js';
import { isFinal, settle, type Model } from './model.js';
import { RARE } from './rare.js';
import { createReal } from './real.js';
import { SITUATIONS, type Met } from './situations.js';

const START = new Date('2031-01-15T12:00:30Z');
const QUOTA = 7;
const PREPAID = 3;
/** Enough for each of the situations to come up several times. */
const KNOWN_SEEDS = [1, 2];
const RUNS_PER_SEED = 10;
/** In which a store that breaks a promise must be seen to do so. */
const MOST_RUNS = 100;
const NEW_RUNS = Number(process.env['MODEL_RUNS'] ?? 6);

const NAMES = Object.keys(MIXES) as Mix[];

describe('the protocol of jobs', function () {
  this.timeout(240_000);
  let folder: string;
  let db: Database;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-model-'));
    await copyDatabase(join(folder, 'database'));
    db = await openPglite(join(folder, 'database'));
  });
  afterEach(async () => {
    await db?.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs one sequence, with an account of its own. */
  async function runOne(commands: Iterable<Command>, met: Met): Promise<void> {
    const account = await newAccount(createStore(db), { monthlyQuota: QUOTA, prepaidBalance: PREPAID });
    const real = createReal(db, account.id);
    const model: Model = {
      ...{
        quota: QUOTA,
        now: START,
        prepaid: PREPAID,
        used: new Map(),
        jobs: [],
        attempts: [],
        marks: 0,
        met,
      },
      ledger: [{ kind: 'topup', source: 'prepaid', units: PREPAID, jobId: null }],
    };
    await fc.asyncModelRun(() => ({ model, real }), commands);
    // Every job ends in the end, and then no unit is held that was not charged.
    const expiresAt = new Date(model.now.getTime() + DAY_MS);
    for (const job of model.jobs.filter(({ state }) => !isFinal(state))) {
      await real.store.jobs.settle(job.id, 'completed', null, model.now, expiresAt);
      settle(model, job, 'completed', expiresAt);
    }
    await check(model, real);
  }

  async function run(mix: Mix, runs: number, met: Met, seed?: number): Promise<void> {
    const property = fc.asyncProperty(MIXES[mix], (commands) => runOne(commands, met));
    await fc.assert(property, {
      ...{ numRuns: runs, includeErrorInReport: true, unbiased: true },
      ...(seed === undefined ? {} : { seed }),
    });
  }

  it('holds for sequences that come through every situation', async () => {
    const met: Met = new Map();
    for (const seed of KNOWN_SEEDS) for (const mix of NAMES) await run(mix, RUNS_PER_SEED, met, seed);
    for (const commands of RARE) await runOne(commands, met);
    if (process.env['MODEL_RUNS'] !== undefined) console.log(Object.fromEntries(met));
    assert.deepEqual(
      SITUATIONS.filter((situation) => !met.has(situation)),
      [],
    );
  });

  for (const mix of NAMES)
    it(`holds for sequences that were never tried: ${mix}`, () => run(mix, NEW_RUNS, new Map()));

  /** That the model would see it, if the store broke a promise. */
  const BREAKS: readonly { of: string; mix: Mix; file: string; from: string; to: string }[] = [
    {
      of: 'stores a second outcome of a page',
      mix: 'crawls',
      file: 'end_pages',
      from: 'page_no = o.page_no and state = from_state;',
      to: 'page_no = o.page_no;',
    },
    {
      of: 'charges a page of a job that has ended',
      mix: 'everything',
      file: 'end_pages',
      from: " and state in ('queued', 'running', 'cancelling') for update;",
      to: ' for update;',
    },
    {
      of: 'takes the page of a lost lease beyond the page limit',
      mix: 'crawls',
      file: 'end_pages',
      from: 'if is_unleased then',
      to: 'if false then',
    },
    {
      of: 'leases more pages than were reserved',
      mix: 'crawls',
      file: 'lease_pages',
      from: 'least(most, total - leased)',
      to: 'most',
    },
    {
      of: 'keeps the places of leases that were given back',
      mix: 'crawls',
      file: 'release_pages',
      from: 'leased = leased - freed',
      to: 'leased = leased',
    },
  ];
  for (const { of, mix, file, from, to } of BREAKS) {
    it(`does not hold for a store that ${of}`, async () => {
      const url = new URL(`../../src/adapters/store/sql/functions/${file}.sql`, import.meta.url);
      const text = readFileSync(url, 'utf8');
      assert.ok(text.includes(from), `${file} has changed: choose another way to break it`);
      const [, defined = ''] = /(create or replace function.*)/s.exec(text.replace(from, to)) ?? [];
      await sql.raw(defined).execute(db);
      await assert.rejects(async () => {
        for (const commands of fc.sample(MIXES[mix], { numRuns: MOST_RUNS, seed: 1, unbiased: true }))
          await runOne(commands, new Map());
        for (const commands of RARE) await runOne(commands, new Map());
      });
    });
  }
});
