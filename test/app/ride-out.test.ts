import { strict as assert } from 'node:assert';
import { createMemoryHostGate } from '../../src/adapters/host-gate-memory.js';
import { createBrake } from '../../src/app/brake.js';
import { createCommitPage } from '../../src/app/commit-pages.js';
import { createRideOut, ridingOut, type RideOut } from '../../src/app/ride-out.js';
import { runPage, type PageDeps } from '../../src/app/run-page.js';
import type { Job } from '../../src/core/job.js';
import { pageRead, type PageOutcome } from '../../src/core/page-outcome.js';
import { PartAway } from '../../src/ports/part-away.js';
import type { Pages } from '../../src/ports/store/pages.js';
import type { Store } from '../../src/ports/store/index.js';
import { silentLog } from '../support/log.js';
import { waitFor } from '../support/wait.js';

const away = (): PartAway => new PartAway('database', new Error('connection refused'));

/** A database that a test switches off and on, and how often it was looked for. */
interface Database {
  isAway: boolean;
  looks: number;
}

describe('riding out an outage of the database', () => {
  let database: Database;
  let shutdown: AbortController;
  let rideOut: RideOut;

  beforeEach(() => {
    database = { isAway: false, looks: 0 };
    shutdown = new AbortController();
    const check = async (): Promise<void> => {
      database.looks += 1;
      if (database.isAway) throw away();
    };
    rideOut = createRideOut({ check, shutdown: shutdown.signal, log: silentLog });
  });
  afterEach(() => shutdown.abort());

  /** Work that fails while the database is away. */
  const statement = async (): Promise<string> => {
    if (database.isAway) throw away();
    return 'done';
  };

  it('begins the work again when the database is back, and looks for it once for all work', async () => {
    database.isAway = true;
    let begun = 0;
    const all = Array.from({ length: 20 }, () => rideOut(() => (begun++, statement())));
    await waitFor('a look', () => database.looks >= 2);
    assert.equal(begun, 20, 'nothing is begun again before the database is back');
    database.isAway = false;
    assert.deepEqual(new Set(await Promise.all(all)), new Set(['done']));
    assert.equal(begun, 40);
    assert.ok(database.looks < 20, `${database.looks} looks`);
  });

  it('hands on what is no outage, and an outage of something else, at once', async () => {
    for (const error of [new Error('a value'), new PartAway('Temporal', new Error('refused'))])
      await assert.rejects(
        rideOut(() => Promise.reject(error)),
        error,
      );
    assert.equal(database.looks, 0);
  });

  it('ends with the error when the worker shuts down', async () => {
    database.isAway = true;
    const ended = assert.rejects(rideOut(statement), PartAway);
    await waitFor('a look', () => database.looks >= 1);
    shutdown.abort();
    await ended;
  });

  it('passes arguments on, each time', async () => {
    const seen: string[] = [];
    const work = ridingOut(rideOut, async (name: string, n: number) => {
      seen.push(`${name} ${n}`);
      database.isAway = seen.length === 1;
      const result = statement();
      database.isAway = false;
      return result;
    });
    assert.equal(await work('chunk', 7), 'done');
    assert.deepEqual(seen, ['chunk 7', 'chunk 7']);
  });

  it('stores a group of pages once the database is back, without asking for them again', async () => {
    const stored: number[] = [];
    const commit: Pages['commit'] = async (outcomes) => {
      await statement();
      stored.push(...outcomes.map(({ pageNo }) => pageNo));
      return [];
    };
    const store = { pages: { commit } as Pages } as Store;
    const commitPage = createCommitPage({
      store,
      now: () => new Date(),
      log: silentLog,
      rideOut,
      onStandings: () => undefined,
    });
    database.isAway = true;
    const committed = Promise.all([1, 2].map((pageNo) => commitPage(outcomeOf(pageNo))));
    await waitFor('a look', () => database.looks >= 1);
    assert.deepEqual(stored, []);
    database.isAway = false;
    await committed;
    assert.deepEqual(stored, [1, 2]);
  });

  it('takes back the crash of a page whose outcome could not be stored, however long that takes', async () => {
    let crashes = 0;
    const pages = {
      countCrash: async () => (crashes += 1),
      uncountCrash: async () => {
        await statement();
        crashes -= 1;
      },
    } as unknown as Pages;
    const brake = createBrake({ cancelled: shutdown.signal, shutdown: shutdown.signal }, 60_000);
    try {
      const deps: PageDeps = {
        store: { pages } as Store,
        hostGate: createMemoryHostGate(1),
        scrapePage: async (_job, { pageNo }) => outcomeOf(pageNo),
        commitPage: async () => {
          database.isAway = true;
          throw new Error('the connection was lost');
        },
        tellDeliveries: () => undefined,
        cache: { find: async () => new Map(), reuse: () => outcomeOf(0) } as unknown as PageDeps['cache'],
        rideOut,
        holds: { awake: async () => undefined },
        standstill: { since: () => false },
      };
      const job = { id: 'job_1', spec: { tries: 1 } } as unknown as Job;
      const hold = { chunk: 'run/1', attempt: 2 };
      const options = { hold, recovering: true, rules: null, spacingMs: 0, patienceMs: 1_000 };
      const page = { pageNo: 3, url: 'http://pages.test/3', depth: 0 };
      const ended = assert.rejects(runPage(deps, job, page, options, brake), /the connection was lost/);
      await waitFor('a look', () => database.looks >= 1);
      assert.equal(crashes, 1);
      database.isAway = false;
      await ended;
      assert.equal(crashes, 0);
    } finally {
      brake.release();
    }
  });
});

function outcomeOf(pageNo: number): PageOutcome {
  return { jobId: 'job_1', pageNo, result: pageRead('fetch', {}), charge: 1, exchange: null };
}
