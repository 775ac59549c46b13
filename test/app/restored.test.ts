import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { createReconcile } from '../../src/app/reconcile.js';
import { createSettleJob, type SettleJob } from '../../src/app/settle-job.js';
import type { Job, NewJob } from '../../src/core/job.js';
import { pageFailed, pageRead, type Link } from '../../src/core/page-outcome.js';
import { failure } from '../../src/core/failure.js';
import type { Log } from '../../src/ports/log.js';
import type { Runner, RunState } from '../../src/ports/runner.js';
import type { Store } from '../../src/ports/store/index.js';
import { newAccount, newJob, NOW } from '../store/fixtures.js';
import { batchSpec } from '../support/specs.js';
import { copyDatabase } from '../support/template.js';

const DAY_MS = 24 * 3_600_000;
const CRAWL = { seedUrl: 'http://a.test/', followPattern: '**', maxDepth: 5, respectNofollow: true };
const ignore = (): void => undefined;
const log: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The database lacks what Temporal remembers. */
describe('jobs of a database that is behind Temporal', function () {
  this.timeout(60_000);
  let folder: string;
  let store: Store;
  let settleJob: SettleJob;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-restored-'));
    await copyDatabase(join(folder, 'database'));
    store = createStore(await openPglite(join(folder, 'database')));
    const told = { tellDeliveries: ignore, onSettled: ignore };
    settleJob = createSettleJob({ store, now: () => NOW, retentionMs: DAY_MS, log, ...told });
  });
  after(async () => {
    await store?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const { id } of await store.jobs.unsettled(new Date(NOW.getTime() + DAY_MS), null, 100))
      await settleJob({ jobId: id, outcome: 'failed', reason: 'end of test' });
  });

  async function open(over: Partial<NewJob> = {}, urls = 2): Promise<Job> {
    const account = await newAccount(store, { plan: 'unlimited' });
    await store.jobs.submit(newJob(account.id, urls, over), NOW);
    const [job] = await store.jobs.running(account.id, 'runo');
    assert.ok(job);
    return (await store.jobs.open(job.id, NOW)) as Job;
  }

  const openCrawl = (): Promise<Job> =>
    open(
      {
        spec: { ...batchSpec(), kind: 'crawl', crawl: CRAWL },
        urls: ['http://a.test/'],
        limit: { maxPages: 10, capped: false },
      },
      1,
    );

  async function commitPage(jobId: string, pageNo: number, links: readonly Link[] = []): Promise<void> {
    const discovery = { arrivedAt: null, links, matched: links.length };
    const result = pageRead('fetch', {});
    await store.pages.commit([{ jobId, pageNo, result, charge: 1, exchange: null, discovery }], NOW);
  }

  const settle = (jobId: string): ReturnType<SettleJob> =>
    settleJob({ jobId, outcome: 'completed', reason: null });
  const stateOf = async (jobId: string): Promise<string | undefined> => (await store.jobs.get(jobId))?.state;

  describe('settling as completed', () => {
    it('leaves a batch as it is while outcomes are missing, and ends it when none is', async () => {
      const { id } = await open();
      await commitPage(id, 0);
      assert.equal(await settle(id), null);
      assert.equal(await stateOf(id), 'running');
      await commitPage(id, 1);
      assert.equal(await settle(id), 'completed');
    });

    it('ends a batch that was to end at its first failure', async () => {
      const { id } = await open({ spec: batchSpec({ failFast: true }) });
      const result = pageFailed(failure('TIMEOUT', 'too slow'));
      await store.pages.commit([{ jobId: id, pageNo: 0, result, charge: 1, exchange: null }], NOW);
      assert.equal(await settle(id), 'completed');
    });

    it('ends a job as cancelled that is being cancelled, whatever is left of it', async () => {
      const { id } = await open();
      await store.jobs.requestCancel(id);
      assert.equal(await settle(id), 'cancelled');
    });

    it('leaves a crawl as it is while pages wait, are held, or its sitemaps have not been read', async () => {
      const { id } = await openCrawl();
      const notes = { entries: 0, unmatched: 0, excluded: 0, firstUnmatched: null };
      await store.frontier.noteSitemaps(id, notes);
      assert.equal(await settle(id), null, 'its seed waits');
      await store.frontier.lease(id, { chunk: 'a chunk that is over', attempt: 1 }, 1);
      assert.equal(await settle(id), null, 'its seed is held');
      await commitPage(id, 0);
      assert.equal(await settle(id), 'completed');

      const { id: other } = await openCrawl();
      await commitPage(other, 0);
      assert.equal(await settle(other), null, 'no sitemaps were read');
      await store.frontier.noteSitemaps(other, notes);
      assert.equal(await settle(other), 'completed');
    });

    it('ends a crawl at its page limit, whatever waits behind it', async () => {
      const { id } = await openCrawl();
      const notes = { entries: 0, unmatched: 0, excluded: 0, firstUnmatched: null };
      await store.frontier.noteSitemaps(id, notes);
      const links = Array.from({ length: 20 }, (_, n) => ({
        url: `http://a.test/${n}`,
        key: `http://a.test/${n}`,
      }));
      await store.frontier.lease(id, { chunk: 'one', attempt: 1 }, 1);
      await commitPage(id, 0, links);
      for (const { pageNo } of await store.frontier.lease(id, { chunk: 'one', attempt: 1 }, 20))
        await commitPage(id, pageNo);
      assert.ok((await store.frontier.countWaiting(id)) > 0);
      assert.equal(await settle(id), 'completed');
    });
  });

  describe('the reconciler', () => {
    const started: string[] = [];
    const reconcile = (run: RunState): Promise<void> => {
      const runner: Pick<Runner, 'describe' | 'startAgain' | 'cancel'> = {
        describe: async () => run,
        startAgain: async ({ id }) => void started.push(id),
        cancel: async () => undefined,
      };
      return createReconcile({
        store,
        runner: runner as Runner,
        settleJob,
        now: () => new Date(NOW.getTime() + 60_000),
        retentionMs: DAY_MS,
        cacheEntries: 10,
        cancelBatches: async () => undefined,
        applySchedules: async () => undefined,
        log,
      })();
    };
    beforeEach(() => void started.splice(0));

    it('starts a job again whose workflow has ended without it, and gives its leases back', async () => {
      const { id } = await openCrawl();
      await store.frontier.lease(id, { chunk: 'a chunk of the workflow that ended', attempt: 1 }, 1);
      await reconcile('ended');
      assert.deepEqual(started, [id]);
      assert.equal(await store.frontier.hasWork(id), true);
      assert.equal(await stateOf(id), 'running');
    });

    it('ends a job as cancelled whose workflow was cancelled', async () => {
      const { id } = await open();
      await reconcile('cancelled');
      assert.equal(await stateOf(id), 'cancelled');
      assert.deepEqual(started, []);
    });

    it('ends a job as failed whose workflow was terminated', async () => {
      const { id } = await open();
      await reconcile('terminated');
      assert.equal(await stateOf(id), 'failed');
      assert.deepEqual(started, []);
    });
  });
});
