import { sql } from 'kysely';
import { strict as assert } from 'node:assert';
import { getEventListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createMemoryHostGate } from '../../src/adapters/host-gate-memory.js';
import type { Database } from '../../src/adapters/store/connection.js';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { createChunkHolds, type ChunkHolds } from '../../src/app/chunk-holds.js';
import { createCommitPage, type CommitPage } from '../../src/app/commit-pages.js';
import { createJobWatch } from '../../src/app/job-watch.js';
import { createOpenJob } from '../../src/app/open-job.js';
import { createResultCache } from '../../src/app/result-cache.js';
import { JobGone } from '../../src/app/open-job.js';
import { createRunChunk, type ChunkDeps, type ChunkRequest, type RunChunk } from '../../src/app/run-chunk.js';
import { createLearnFrom } from '../../src/app/learned-places.js';
import { createScrapePage } from '../../src/app/scrape-page.js';
import { createVisitPage } from '../../src/app/visit-page.js';
import { createHostHabits } from '../../src/core/page/host-habits.js';
import { newJobId } from '../../src/app/submit-job.js';
import { failure } from '../../src/core/failure.js';
import type { Extractor } from '../../src/ports/extractor.js';
import type { HostGate } from '../../src/ports/host-gate.js';
import type { Job } from '../../src/core/job.js';
import type { ExtractJobSpec } from '../../src/core/job-spec.js';
import { pageFailed, type PageOutcome } from '../../src/core/page-outcome.js';
import type { StoredPage } from '../../src/core/stored-page.js';
import type { Store } from '../../src/ports/store/index.js';
import { createFakeSite, type FakeSite } from '../support/fake-site.js';
import { silentLog } from '../support/log.js';
import { PLENTY } from '../support/room.js';
import { copyDatabase } from '../support/template.js';
import { waitFor } from '../support/wait.js';
import { batchSpec } from '../support/specs.js';

const HOST = 'pages.test';
const ACCOUNT = 'account';
const now = (): Date => new Date();
const never = (): AbortSignal => new AbortController().signal;
const rideOut = <T>(work: () => Promise<T>): Promise<T> => work();
const holdsOf = (store: Store): ChunkHolds => {
  const jobWatch = createJobWatch({ look: null, log: silentLog });
  return createChunkHolds({ holds: store.holds, jobWatch, rideOut, standstill: { since: () => false } });
};
const commitTo = (store: Store): CommitPage =>
  createCommitPage({ store, now, log: silentLog, rideOut, onStandings: () => undefined });

const extractor: Extractor = {
  extract: async ({ finalUrl }) => ({
    data: { title: finalUrl },
    warnings: [],
    structured: false,
    evidence: {},
    unread: {},
    grounded: ['title'],
    gaps: { missing: [], unproven: [] },
    block: null,
    need: null,
  }),
};

describe('a chunk', () => {
  let folder: string;
  let db: Database;
  let store: Store;

  before(async function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(tmpdir(), 'holdfast-run-chunk-'));
    await copyDatabase(join(folder, 'database'));
    db = await openPglite(join(folder, 'database'));
    store = createStore(db);
    const account = {
      id: ACCOUNT,
      name: 'test',
      plan: 'unlimited',
      monthlyQuota: null,
      requestsPerMinute: null,
      suspended: false,
      prepaidBalance: 0,
      webhookSecret: 'secret',
      createdAt: now(),
    } as const;
    await store.accounts.create(account, now());
  });
  after(async () => {
    await store?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function submit(paths: readonly string[], spec: Partial<ExtractJobSpec> = {}): Promise<Job> {
    const submission = await store.jobs.submit(
      {
        id: newJobId(),
        accountId: ACCOUNT,
        dialect: 'runo',
        webhookUrl: null,
        endpoint: '/batch',
        spec: batchSpec({ perChunk: 8, ...spec }),
        urls: paths.map((path) => `http://${HOST}${path}`),
        chunk: paths.length,
        lanes: 1,
        idempotency: null,
        deadlineAt: new Date(Date.now() + 3_600_000),
      },
      now(),
    );
    assert.ok(submission.kind === 'accepted');
    return submission.job;
  }

  /** What a worker process has, over a site of its own. */
  function createWorker(change: Partial<ChunkDeps> = {}): { runChunk: RunChunk; site: FakeSite } {
    const site = createFakeSite();
    const cache = createResultCache({
      store,
      now,
      entries: 1_000,
      identity: 'test',
      onPage: () => undefined,
    });
    const runChunk = createRunChunk({
      store,
      cache,
      hostGate: createMemoryHostGate(100),
      openJob: createOpenJob(store, now),
      scrapePage: createScrapePage({
        visitPage: createVisitPage({
          fetcher: site.fetcher,
          renderer: null,
          extractor,
          habits: createHostHabits(Date.now),
          openSession: async () => null,
          learnFrom: createLearnFrom(store),
          onEscalated: () => undefined,
        }),
        cache,
        fillGaps: null,
        onPage: () => undefined,
        onRules: () => undefined,
      }),
      commitPage: commitTo(store),
      tellDeliveries: () => undefined,
      rideOut,
      holds: holdsOf(store),
      standstill: { since: () => false },
      shutdown: never(),
      room: PLENTY,
      ...change,
    });
    return { runChunk, site };
  }

  /** The whole job as one chunk. */
  const all = (job: Job): ChunkRequest => ({
    jobId: job.id,
    hold: { chunk: 'run/1', attempt: 1 },
    from: 0,
    to: job.total,
    recovering: false,
  });
  const read = (job: Job): Promise<StoredPage[]> => store.pages.read(job.id, -1, 1_000, false);
  const statusesOf = async (job: Job): Promise<(string | null)[]> =>
    (await read(job)).map(({ result }) => result?.status ?? null);
  const crashesOf = async (job: Job): Promise<number[]> => {
    const { rows } = await sql<{ crashes: number }>`select crashes from pages
      where job_id = ${job.id} order by page_no`.execute(db);
    return rows.map(({ crashes }) => crashes);
  };
  const current = async (job: Job): Promise<Job> => (await store.jobs.get(job.id)) as Job;

  it('gives every page an outcome and reports the end of its range', async () => {
    const { runChunk, site } = createWorker();
    const job = await submit(['/ok/0', '/dead/1', '/ok/2', '/ok/3']);
    assert.deepEqual(await runChunk(all(job), never()), {
      next: 4,
      succeeded: 3,
      failed: 1,
      errors: { URL_UNREACHABLE: 1 },
      stop: false,
    });
    assert.deepEqual(await statusesOf(job), ['success', 'error', 'success', 'success']);
    assert.deepEqual(site.begun.toSorted(), ['/dead/1', '/ok/0', '/ok/2', '/ok/3']);
    const { state, succeeded, failed, charged } = await current(job);
    assert.deepEqual([state, succeeded, failed, charged], ['running', 3, 1, 4]);
  });

  it('runs the pages of its range and no others', async () => {
    const { runChunk, site } = createWorker();
    const job = await submit(['/ok/0', '/ok/1', '/ok/2', '/ok/3']);
    const result = await runChunk({ ...all(job), from: 1, to: 3 }, never());
    assert.deepEqual(result, { next: 3, succeeded: 2, failed: 0, errors: {}, stop: false });
    assert.deepEqual(site.begun, ['/ok/1', '/ok/2']);
    assert.deepEqual(await statusesOf(job), [null, 'success', 'success', null]);
  });

  it('keeps at most perChunk pages in flight', async () => {
    const { runChunk, site } = createWorker();
    const job = await submit(
      Array.from({ length: 20 }, (_, n) => `/ok/${n}`),
      { perChunk: 3 },
    );
    await runChunk(all(job), never());
    assert.equal(site.begun.length, 20);
    assert.equal(site.mostAtOnce(), 3);
  });

  it('stores how each page came', async () => {
    const { runChunk } = createWorker();
    const job = await submit(['/ok/0', '/dead/1']);
    await runChunk(all(job), never());
    const came = (await read(job)).map(({ result }) => [result?.httpStatus, typeof result?.durationMs]);
    assert.deepEqual(came, [
      [200, 'number'],
      [null, 'number'],
    ]);
  });

  it('does not fetch a page again that has ended already', async () => {
    const { runChunk, site } = createWorker();
    const job = await submit(['/ok/0', '/ok/1', '/ok/2']);
    const earlier: PageOutcome = {
      jobId: job.id,
      pageNo: 1,
      result: pageFailed(failure('TIMEOUT', 'earlier')),
      charge: 1,
      exchange: null,
    };
    await store.pages.commit([earlier], now());
    const ended = await runChunk(all(job), never());
    assert.deepEqual(ended, { next: 3, succeeded: 2, failed: 0, errors: {}, stop: false });
    assert.deepEqual(site.begun, ['/ok/0', '/ok/2']);
    assert.deepEqual((await read(job))[1]?.result, earlier.result);
    assert.equal((await current(job)).charged, 3);
  });

  it('runs pages again that failed while the process stood still, a few times', async () => {
    const { runChunk, site } = createWorker({ standstill: { since: () => true } });
    const job = await submit(['/dead/0']);
    for (let run = 0; run < 3; run++) assert.equal((await runChunk(all(job), never())).next, 0);
    assert.equal((await runChunk(all(job), never())).failed, 1);
    assert.equal(site.begun.length, 4);
  });

  describe('that is told to stop', () => {
    it('claims no further page, lets those in flight end and reports the first that has no outcome', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/held/0', '/ok/1', '/held/2', '/ok/3', '/ok/4'], { perChunk: 2 });
      const cancel = new AbortController();
      const result = runChunk(all(job), cancel.signal);
      await waitFor('the third page', () => site.begun.includes('/held/2'));
      cancel.abort();
      site.letGo('/held/0');
      site.letGo('/held/2');
      assert.deepEqual(await result, { next: 3, succeeded: 3, failed: 0, errors: {}, stop: false });
      assert.deepEqual(site.begun, ['/held/0', '/ok/1', '/held/2']);
      assert.deepEqual(await statusesOf(job), ['success', 'success', 'success', null, null]);
    });

    it('cuts off pages that outlast the drain, and runs only them again', async () => {
      const gate = createMemoryHostGate(2);
      const { runChunk, site } = createWorker({ hostGate: gate });
      const job = await submit(['/held/0', '/ok/1', '/held/2', '/ok/3'], { perChunk: 2 });
      const cancel = new AbortController();
      const result = runChunk(all(job), cancel.signal);
      await waitFor('the third page', () => site.begun.includes('/held/2'));
      cancel.abort();
      site.letGo('/held/2');
      assert.deepEqual(await result, { next: 0, succeeded: 2, failed: 0, errors: {}, stop: false });
      assert.deepEqual(await statusesOf(job), [null, 'success', 'success', null]);
      assert.equal((await current(job)).charged, 2);
      // Waits for ever when a turn was kept.
      await gate.enter(HOST, never());
      await gate.enter(HOST, never());

      const later = createWorker();
      const again = later.runChunk(all(job), never());
      await waitFor('the cut page', () => later.site.begun.includes('/held/0'));
      later.site.letGo('/held/0');
      assert.deepEqual(await again, { next: 4, succeeded: 2, failed: 0, errors: {}, stop: false });
      assert.deepEqual(later.site.begun, ['/held/0', '/ok/3']);
      assert.equal((await current(job)).charged, 4);
    });

    it('abandons at once the pages that wait for a turn at their host, however long the others take', async () => {
      const gate = createMemoryHostGate(1);
      let abandoned = 0;
      const watched: HostGate = {
        enter: (host, signal) =>
          gate.enter(host, signal).catch((error: unknown) => {
            abandoned++;
            throw error;
          }),
      };
      const { runChunk, site } = createWorker({ hostGate: watched });
      const job = await submit(['/held/0', '/ok/1', '/ok/2', '/ok/3'], { perChunk: 4 });
      const cancel = new AbortController();
      const result = runChunk(all(job), cancel.signal);
      await waitFor('the first page', () => site.begun.length > 0);
      cancel.abort();
      await turn();
      assert.equal(abandoned, 3, 'while the first page is still in flight');
      site.letGo('/held/0');
      assert.deepEqual(await result, { next: 1, succeeded: 1, failed: 0, errors: {}, stop: false });
      assert.deepEqual(site.begun, ['/held/0']);
    });

    it('fetches nothing when it was told before it began', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0', '/ok/1']);
      const result = await runChunk(all(job), AbortSignal.abort());
      assert.deepEqual(result, { next: 0, succeeded: 0, failed: 0, errors: {}, stop: false });
      assert.deepEqual(site.begun, []);
    });

    it('by the shutdown of its worker does the same, and leaves no listener behind', async () => {
      const shutdown = new AbortController();
      const cancel = new AbortController();
      const { runChunk, site } = createWorker({ shutdown: shutdown.signal });
      await runChunk(all(await submit(['/ok/0'])), cancel.signal);
      assert.equal(getEventListeners(shutdown.signal, 'abort').length, 0);
      assert.equal(getEventListeners(cancel.signal, 'abort').length, 0);

      const job = await submit(['/held/0', '/ok/1'], { perChunk: 1 });
      const result = runChunk(all(job), cancel.signal);
      await waitFor('the first page', () => site.begun.includes('/held/0'));
      shutdown.abort();
      site.letGo('/held/0');
      assert.deepEqual(await result, { next: 1, succeeded: 1, failed: 0, errors: {}, stop: false });
    });
  });

  describe('of a job with fail_fast', () => {
    it('claims no further page after a failed one', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0', '/dead/1', '/ok/2', '/ok/3'], { perChunk: 1, failFast: true });
      assert.deepEqual(await runChunk(all(job), never()), {
        next: 2,
        succeeded: 1,
        failed: 1,
        errors: { URL_UNREACHABLE: 1 },
        stop: false,
      });
      assert.deepEqual(site.begun, ['/ok/0', '/dead/1']);
    });

    it('lets pages in flight end', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/held/0', '/dead/1', '/ok/2'], { perChunk: 2, failFast: true });
      const result = runChunk(all(job), never());
      await waitFor('the failed page', async () => (await current(job)).failed === 1);
      site.letGo('/held/0');
      assert.deepEqual(await result, {
        next: 2,
        succeeded: 1,
        failed: 1,
        errors: { URL_UNREACHABLE: 1 },
        stop: false,
      });
      assert.deepEqual(await statusesOf(job), ['success', 'error', null]);
    });

    it('stops the other chunks of the job once it has ended', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/dead/0', '/held/1'], { failFast: true });
      const other = { chunk: 'run/2', attempt: 1 };
      const held = runChunk({ ...all(job), hold: other, from: 1 }, never());
      await waitFor('the page that hangs', () => site.begun.includes('/held/1'));
      assert.equal((await runChunk({ ...all(job), to: 1 }, never())).stop, false);
      const { next, stop } = await held;
      assert.deepEqual([next, stop], [1, true]);
    });
  });

  describe('whose outcomes cannot be stored', () => {
    it('throws, and the pages stay to be run', async () => {
      const commit = async (): Promise<never> => {
        throw new Error('the connection was lost');
      };
      const broken: Store = { ...store, pages: { ...store.pages, commit } };
      const { runChunk } = createWorker({ commitPage: commitTo(broken) });
      const job = await submit(['/ok/0', '/ok/1', '/ok/2']);
      await assert.rejects(runChunk(all(job), never()), /the connection was lost/);
      assert.deepEqual(await statusesOf(job), [null, null, null]);
      assert.equal((await current(job)).charged, 0);
    });

    it('throws only when every page in flight has ended', async () => {
      let lost = false;
      const commit: Store['pages']['commit'] = async (outcomes, at) => {
        if (!outcomes.some(({ pageNo }) => pageNo === 1)) return store.pages.commit(outcomes, at);
        lost = true;
        throw new Error('the connection was lost');
      };
      const broken: Store = { ...store, pages: { ...store.pages, commit } };
      const { runChunk, site } = createWorker({ commitPage: commitTo(broken) });
      const job = await submit(['/held/0', '/ok/1']);
      let ended = false;
      const result = runChunk(all(job), never()).finally(() => (ended = true));
      result.catch(() => undefined);
      await waitFor('the failed commit', () => lost);
      await read(job);
      assert.equal(ended, false);
      site.letGo('/held/0');
      await assert.rejects(result, /the connection was lost/);
      assert.deepEqual(await statusesOf(job), ['success', null]);
    });
  });

  describe('of a job that is not running', () => {
    it('says stop and fetches nothing while the job is being cancelled', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0', '/ok/1']);
      await store.jobs.requestCancel(job.id);
      const result = await runChunk({ ...all(job), from: 1 }, never());
      assert.deepEqual(result, { next: 1, succeeded: 0, failed: 0, stop: true });
      assert.deepEqual(site.begun, []);
      assert.equal((await current(job)).state, 'cancelling');
    });

    it('says stop and fetches nothing when the job is settled', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0', '/ok/1']);
      await store.jobs.settle(job.id, 'failed', null, now(), now());
      const result = await runChunk(all(job), never());
      assert.deepEqual(result, { next: 0, succeeded: 0, failed: 0, stop: true });
      assert.deepEqual(site.begun, []);
    });

    it('throws JobGone when there is no such job', async () => {
      const { runChunk } = createWorker();
      const request = { ...all({ total: 1 } as Job), jobId: newJobId() };
      await assert.rejects(runChunk(request, never()), JobGone);
    });
  });

  describe('that recovers from a crash', () => {
    const recovering = (job: Job): Parameters<RunChunk>[0] => ({
      ...all(job),
      hold: { chunk: 'run/1', attempt: 2 },
      recovering: true,
    });
    const crash = async (job: Job, pageNo: number, times: number): Promise<void> => {
      for (let n = 0; n < times; n++) await store.pages.countCrash(job.id, pageNo);
    };

    it('runs its pages one by one and counts each as under way in a crash', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0', '/ok/1', '/ok/2']);
      const result = await runChunk(recovering(job), never());
      assert.deepEqual(result, { next: 3, succeeded: 3, failed: 0, errors: {}, stop: false });
      assert.equal(site.mostAtOnce(), 1);
      assert.deepEqual(site.begun, ['/ok/0', '/ok/1', '/ok/2']);
      assert.deepEqual(await crashesOf(job), [1, 1, 1]);
    });

    it('counts no crash when it does not recover', async () => {
      const { runChunk } = createWorker();
      const job = await submit(['/ok/0', '/ok/1']);
      await runChunk(all(job), never());
      assert.deepEqual(await crashesOf(job), [0, 0]);
    });

    it('has counted the crash before the page is fetched', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/held/0', '/ok/1']);
      const result = runChunk(recovering(job), never());
      await waitFor('the first page', () => site.begun.length > 0);
      assert.deepEqual(await crashesOf(job), [1, 0]);
      site.letGo('/held/0');
      await result;
    });

    it('gives up a page that was under way in three crashes: not fetched, not charged', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0', '/ok/1', '/ok/2']);
      await crash(job, 1, 3);
      const result = await runChunk(recovering(job), never());
      assert.deepEqual(result, {
        next: 3,
        succeeded: 2,
        failed: 1,
        errors: { PAGE_CRASHED: 1 },
        stop: false,
      });
      assert.deepEqual(site.begun, ['/ok/0', '/ok/2']);
      const page = (await read(job))[1]?.result;
      assert.ok(page?.status === 'error');
      assert.equal(page.failure.code, 'PAGE_CRASHED');
      assert.equal((await current(job)).charged, 2);
    });

    it('still tries a page that was under way in two', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0']);
      await crash(job, 0, 2);
      const result = await runChunk(recovering(job), never());
      assert.deepEqual(result, { next: 1, succeeded: 1, failed: 0, errors: {}, stop: false });
      assert.deepEqual(site.begun, ['/ok/0']);
    });

    /** Chunks follow each other until the job's pages have outcomes. */
    const toTheEnd = async (runChunk: RunChunk, job: Job): Promise<void> => {
      for (let next = 0, rounds = 0; next < job.total; rounds++) {
        assert.ok(rounds < 10);
        ({ next } = await runChunk({ ...recovering(job), from: next }, never()));
      }
    };

    it('asks as often as without crashes for a page whose host fails', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/dead/0'], { tries: 3 });
      await crash(job, 0, 2);
      await toTheEnd(runChunk, job);
      assert.deepEqual(site.begun, ['/dead/0', '/dead/0', '/dead/0']);
      assert.deepEqual(await statusesOf(job), ['error']);
    });

    it('counts no crash of a page that is asked for again', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/dead/0'], { tries: 5 });
      await toTheEnd(runChunk, job);
      assert.equal(site.begun.length, 5, 'a fourth and a fifth time, not given up after three');
      assert.deepEqual(await crashesOf(job), [1], 'of the last time, which has an outcome');
    });

    it('still tries a page that was asked for again as often as its bound of crashes', async () => {
      const { runChunk, site } = createWorker();
      const job = await submit(['/ok/0']);
      for (let n = 0; n < 3; n++) await store.pages.countRetry(job.id, 0);
      await runChunk(recovering(job), never());
      assert.deepEqual(site.begun, ['/ok/0']);
    });
  });
});
