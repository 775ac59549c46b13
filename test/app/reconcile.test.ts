import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJobActivities, createPageActivities } from '../../activities/index.js';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { createRunner } from '../../src/adapters/temporal/runner.js';
import { createReconcile } from '../../src/app/reconcile.js';
import { JobGone } from '../../src/app/open-job.js';
import { createSettleJob, type SettleJob } from '../../src/app/settle-job.js';
import { createSubmitJob, newJobId, type SubmitCommand } from '../../src/app/submit-job.js';
import type { Log } from '../../src/ports/log.js';
import type { Runner } from '../../src/ports/runner.js';
import type { Account } from '../../src/core/account.js';
import type { Job } from '../../src/core/job.js';
import type { Store } from '../../src/ports/store/index.js';
import { queueName } from '../../workflows/queues.js';
import { batchSpec } from '../support/specs.js';
import { pageRead } from '../../src/core/page-outcome.js';
import { PLENTY } from '../support/room.js';
import { copyDatabase } from '../support/template.js';
import { sharedTemporal } from '../support/temporal.js';

const BUNDLE = fileURLToPath(new URL('../../workflows.bundle.js', import.meta.url));
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PAGES = 4;
const ABOUT = { subject: 'shop.example', accountName: 'shop' };

describe('jobs and Temporal', function () {
  this.timeout(120_000);
  let env: TestWorkflowEnvironment;
  let folder: string;
  let store: Store;
  let runner: Runner;
  let account: Account;
  let settleJob: SettleJob;
  let warned: { job: string; text: string }[];
  const taskQueue = `test-${randomUUID()}`;

  const ignore = (): void => undefined;
  const log: Log = {
    debug: ignore,
    info: ignore,
    error: ignore,
    warn: (fields, text) => void warned.push({ job: (fields as { job: string }).job, text }),
  };

  before(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
    env = await TestWorkflowEnvironment.createFromExistingServer({ address: await sharedTemporal() });
    runner = createRunner(env.client, env.connection, taskQueue);
    folder = mkdtempSync(join(tmpdir(), 'holdfast-reconcile-'));
    await copyDatabase(join(folder, 'database'));
    store = createStore(await openPglite(join(folder, 'database')));
    settleJob = createSettleJob({
      store,
      now: () => new Date(),
      retentionMs: DAY_MS,
      log,
      tellDeliveries: ignore,
      onSettled: ignore,
    });
  });
  after(async () => {
    await store?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    await env?.teardown();
  });

  beforeEach(async () => {
    warned = [];
    account = {
      id: `account_${randomUUID()}`,
      name: 'test',
      plan: 'unlimited',
      monthlyQuota: null,
      requestsPerMinute: null,
      suspended: false,
      prepaidBalance: 0,
      webhookSecret: 'secret',
      createdAt: new Date(),
    };
    await store.accounts.create(account, new Date());
  });
  /** The reconciler sees every job there is, so no test leaves one that is not final. */
  afterEach(async () => {
    for (const job of await store.jobs.unsettled(new Date(Date.now() + DAY_MS), null, 1_000)) {
      await terminate(job).catch(ignore);
      await settleJob({ jobId: job.id, outcome: 'failed', reason: 'end of test' });
    }
  });

  /** Accepts a job without starting it. */
  async function accept(createdAt = new Date()): Promise<Job> {
    const { id } = account;
    const submission = await store.jobs.submit(
      {
        id: newJobId(),
        accountId: id,
        dialect: 'runo',
        webhookUrl: null,
        endpoint: '/batch',
        spec: batchSpec(),
        urls: Array.from({ length: PAGES }, (_, n) => `http://pages.test/${n}`),
        chunk: 1,
        lanes: 2,
        idempotency: null,
        deadlineAt: new Date(Date.now() + DAY_MS),
      },
      createdAt,
    );
    assert.ok(submission.kind === 'accepted');
    return submission.job;
  }

  async function finishPage(job: Job, pageNo: number): Promise<void> {
    const result = pageRead('fetch', { title: `Page ${pageNo}` });
    await store.pages.commit([{ jobId: job.id, pageNo, result, charge: 1, exchange: null }], new Date());
  }

  const reconcileAt = (laterMs: number, change: Partial<Runner> = {}): Promise<void> =>
    createReconcile({
      retentionMs: 30 * 24 * 60 * MINUTE_MS,
      cacheEntries: 1_000,
      cancelBatches: async () => undefined,
      applySchedules: async () => undefined,
      store,
      runner: { ...runner, ...change },
      settleJob,
      now: () => new Date(Date.now() + laterMs),
      log,
    })();
  /** A pass that finds the jobs of this test old enough. */
  const reconcile = (change: Partial<Runner> = {}): Promise<void> => reconcileAt(MINUTE_MS, change);

  const current = async (job: Job): Promise<Job> => (await store.jobs.get(job.id)) as Job;
  const terminate = async (job: Job): Promise<void> => {
    await env.client.workflow.getHandle(job.id).terminate();
  };
  const runIdOf = async (job: Job): Promise<string> =>
    (await env.client.workflow.getHandle(job.id).describe()).runId;
  const cancelRequests = async (job: Job): Promise<number> => {
    const { events } = await env.client.workflow.getHandle(job.id).fetchHistory();
    return (events ?? []).filter((event) => event.workflowExecutionCancelRequestedEventAttributes != null)
      .length;
  };
  const refunds = async (): Promise<number[]> =>
    (await store.accounts.ledger(account.id))
      .filter(({ kind }) => kind === 'refund')
      .map(({ units }) => units);

  describe('the reconciler', () => {
    it('starts a job that never reached Temporal', async () => {
      const job = await accept();
      assert.equal(await runner.describe(job.id), 'gone');
      await reconcile();
      assert.equal(await runner.describe(job.id), 'running');
      assert.equal((await current(job)).state, 'queued');
    });

    it('starts again a running job whose workflow Temporal has lost', async () => {
      const job = await accept();
      await store.jobs.open(job.id, new Date());
      await finishPage(job, 0);
      await reconcile();
      assert.equal(await runner.describe(job.id), 'running');
      assert.equal((await current(job)).succeeded, 1);
    });

    it('settles a job whose workflow was terminated as failed, and refunds what did not run', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      await store.jobs.open(job.id, new Date());
      await finishPage(job, 1);
      await terminate(job);
      await reconcile();

      const ended = await current(job);
      assert.deepEqual([ended.state, ended.succeeded, ended.charged], ['failed', 1, 1]);
      assert.equal(ended.reason, 'the workflow was ended from outside');
      assert.ok(ended.finishedAt !== null && ended.expiresAt !== null);
      assert.deepEqual(await refunds(), [PAGES - 1]);
      assert.equal((await store.accounts.usage(account.id, job.createdAt)).monthUsed, 1);
      const kept = await store.pages.read(job.id, -1, PAGES, true);
      assert.deepEqual(
        kept.map(({ pageNo }) => pageNo),
        [1],
      );

      await reconcile();
      assert.deepEqual(await refunds(), [PAGES - 1], 'a second pass refunds nothing more');
    });

    it('refunds a job whose workflow was terminated before any page ran wholly', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      await terminate(job);
      await reconcile();
      assert.equal((await current(job)).state, 'failed');
      assert.deepEqual(await refunds(), [PAGES]);
      assert.equal((await store.accounts.usage(account.id, job.createdAt)).monthUsed, 0);
    });

    it('ends a job as cancelled that was being cancelled when its workflow was terminated', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      await finishPage(job, 0);
      await store.jobs.requestCancel(job.id);
      await terminate(job);
      await reconcile();
      const { state, reason, charged } = await current(job);
      assert.deepEqual([state, reason, charged], ['cancelled', null, 1]);
      assert.deepEqual(await refunds(), [PAGES - 1]);
    });

    it('ends a job as cancelled that was cancelled before it reached Temporal, without starting it', async () => {
      const job = await accept();
      await store.jobs.requestCancel(job.id);
      await reconcile();
      assert.equal((await current(job)).state, 'cancelled');
      assert.equal(await runner.describe(job.id), 'gone');
      assert.deepEqual(await refunds(), [PAGES]);
    });

    it('sends a cancel again that did not reach the workflow', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      await store.jobs.requestCancel(job.id);
      assert.equal(await cancelRequests(job), 0);
      await reconcile();
      assert.equal(await cancelRequests(job), 1);
      await reconcile();
      assert.equal(await cancelRequests(job), 1, 'Temporal takes a repeated cancel as the same');
      assert.equal((await current(job)).state, 'cancelling');
    });

    it('leaves a job alone that its workflow looks after', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      const runId = await runIdOf(job);
      await reconcile();
      assert.equal((await current(job)).state, 'queued');
      assert.equal(await cancelRequests(job), 0);
      assert.equal(await runIdOf(job), runId);
      assert.deepEqual(warned, []);
    });

    it('leaves a job alone that may still be on its way to Temporal', async () => {
      const created = Date.now();
      const job = await accept(new Date(created + MINUTE_MS));
      await reconcile();
      assert.equal(await runner.describe(job.id), 'gone');
      assert.equal((await current(job)).state, 'queued');
    });

    it('drops the results of jobs past their time, and later the jobs', async () => {
      const [old, recent] = [await accept(), await accept()];
      const ended = new Date();
      for (const job of [old, recent]) await finishPage(job, 0);
      await store.jobs.settle(old.id, 'completed', null, ended, ended);
      await store.jobs.settle(recent.id, 'completed', null, ended, new Date(ended.getTime() + DAY_MS));

      await reconcile();
      assert.deepEqual(await store.pages.read(old.id, -1, PAGES, false), []);
      assert.equal((await store.jobs.get(old.id))?.state, 'completed', 'its id is still known');
      assert.equal((await store.pages.read(recent.id, -1, PAGES, true)).length, 1);

      await reconcileAt(31 * DAY_MS);
      assert.equal(await store.jobs.get(old.id), null);
      assert.equal((await store.jobs.get(recent.id))?.state, 'completed');
      assert.deepEqual(await store.pages.read(recent.id, -1, PAGES, false), []);
    });

    it('looks after the other jobs when one cannot be reconciled', async () => {
      const [first, bad, last] = [await accept(), await accept(), await accept()];
      const describe: Runner['describe'] = async (id) => {
        if (id === bad.id) throw new Error('the server does not answer');
        return runner.describe(id);
      };
      await reconcile({ describe });
      assert.equal(await runner.describe(first.id), 'running');
      assert.equal(await runner.describe(last.id), 'running');
      assert.equal(await runner.describe(bad.id), 'gone');
      assert.deepEqual(
        warned.filter(({ text }) => text.includes('could not be reconciled')).map(({ job }) => job),
        [bad.id],
      );

      await reconcile();
      assert.equal(await runner.describe(bad.id), 'running', 'the next pass tries it again');
    });
  });

  describe('a job whose start does not reach Temporal', () => {
    it('is accepted all the same, and started by the reconciler', async () => {
      const start = async (): Promise<void> => {
        throw new Error('the server does not answer');
      };
      const submitJob = createSubmitJob({
        store,
        runner: { ...runner, start },
        now: () => new Date(),
        jobDeadlineMs: DAY_MS,
        room: PLENTY,
        maxOpenJobs: 100,
        checkBacklog: async () => undefined,
        onBacklog: () => undefined,
        log,
      });
      const command: SubmitCommand = {
        id: newJobId(),
        account,
        dialect: 'runo' as const,
        endpoint: '/batch',
        urls: ['http://pages.test/1', 'http://pages.test/2'],
        spec: batchSpec(),
        concurrency: undefined,
        idempotency: null,
      };
      const { job, usage } = await submitJob(command);
      assert.deepEqual([job.id, job.state, job.total], [command.id, 'queued', 2]);
      assert.equal(usage?.monthUsed, 2);
      assert.deepEqual(
        warned.map((warning) => warning.job),
        [job.id],
      );
      assert.equal(await runner.describe(job.id), 'gone');
      await reconcile();
      assert.equal(await runner.describe(job.id), 'running');
    });
  });

  describe('the runner', () => {
    const notAborted = (): AbortSignal => new AbortController().signal;

    it('starts a job once, however often it is told to, and not again after it has ended', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      const runId = await runIdOf(job);
      await Promise.all([runner.start(job, ABOUT), runner.start(job, ABOUT)]);
      assert.equal(await runIdOf(job), runId);

      await terminate(job);
      assert.equal(await runner.describe(job.id), 'terminated');
      await runner.start(job, ABOUT);
      assert.equal(await runner.describe(job.id), 'terminated');
      assert.equal(await runIdOf(job), runId);
    });

    it('starts a job again that has ended, and leaves one that runs', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      const runId = await runIdOf(job);
      await runner.startAgain(job, ABOUT);
      assert.equal(await runIdOf(job), runId);
      await terminate(job);
      await runner.startAgain(job, ABOUT);
      assert.equal(await runner.describe(job.id), 'running');
      assert.notEqual(await runIdOf(job), runId);
    });

    it('takes a cancel of an unknown, an ended and a cancelled job without an error', async () => {
      const job = await accept();
      await runner.cancel(job.id);
      await runner.start(job, ABOUT);
      await runner.cancel(job.id);
      await runner.cancel(job.id);
      assert.equal(await cancelRequests(job), 1);
      await terminate(job);
      await runner.cancel(job.id);
      assert.equal(await runner.describe(job.id), 'terminated');
    });

    it('waits until a job has ended, in whatever way', async () => {
      const names = ['completed', 'failed', 'cancelled', 'terminated'] as const;
      const jobs = [await accept(), await accept(), await accept(), await accept()] as const;
      const [, failing, cancelled, terminated] = jobs;
      for (const job of jobs) await runner.start(job, ABOUT);
      const waits = jobs.map((job) => runner.waitForEnd(job.id, notAborted()));
      await runner.cancel(cancelled.id);
      await terminate(terminated);

      const short = createJobActivities({ settleJob, reconcile: async () => undefined });
      const chunks = createPageActivities({
        runChunk: async ({ jobId, from, to }) => {
          if (jobId === failing.id) throw new JobGone('no such job');
          const job = jobs.find(({ id }) => id === jobId) as Job;
          for (let pageNo = from; pageNo < to; pageNo += 1) await finishPage(job, pageNo);
          return { next: to, succeeded: to - from, failed: 0, stop: false };
        },
      });
      const common = { connection: env.nativeConnection };
      const workflowBundle = { codePath: BUNDLE };
      const flows = await Worker.create({ ...common, taskQueue, workflowBundle, activities: short });
      const pages = await Worker.create({
        ...common,
        taskQueue: queueName(taskQueue, 'pages'),
        activities: chunks,
      });
      await flows.runUntil(
        pages.runUntil(async () => {
          assert.deepEqual(await Promise.all(waits), [true, true, true, true]);
          const statuses = await Promise.all(
            jobs.map(async ({ id }) => (await env.client.workflow.getHandle(id).describe()).status.name),
          );
          assert.deepEqual(
            statuses,
            names.map((name) => name.toUpperCase()),
          );
        }),
      );
      const states = await Promise.all(jobs.map(async (job) => (await current(job)).state));
      assert.deepEqual(states, ['completed', 'failed', 'cancelled', 'queued']);
      for (const job of jobs) assert.equal(await runner.waitForEnd(job.id, notAborted()), true);
    });

    it('cannot tell about a job that Temporal does not know', async () => {
      assert.equal(await runner.waitForEnd(newJobId(), notAborted()), false);
    });

    it('stops waiting when it is told to, which leaves the job running', async () => {
      const job = await accept();
      await runner.start(job, ABOUT);
      const leave = new AbortController();
      const waiting = runner.waitForEnd(job.id, leave.signal);
      leave.abort(new Error('the caller left'));
      await assert.rejects(waiting, /the caller left/);
      await assert.rejects(runner.waitForEnd(job.id, leave.signal), /the caller left/);
      assert.equal(await runner.describe(job.id), 'running');
    });

    it('leaves nothing behind on the signal when it has waited', async () => {
      const { signal } = new AbortController();
      const job = await accept();
      await runner.start(job, ABOUT);
      const waiting = runner.waitForEnd(job.id, signal);
      await terminate(job);
      assert.equal(await waiting, true);
      await runner.waitForEnd(newJobId(), signal);
      assert.equal(getEventListeners(signal, 'abort').length, 0);
    });
  });
});
