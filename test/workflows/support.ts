/** Runs the real workflow on a real Temporal server, with activities that a test makes up. */

import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Activities } from '../../activities/index.js';
import { sharedTemporal } from '../support/temporal.js';
import type { Settlement } from '../../src/app/settle-job.js';
import type { JobRef } from '../../src/core/job.js';
import { queueName } from '../../workflows/queues.js';
import type { deliverEvents } from '../../workflows/deliver-events.js';
import type { reconcile } from '../../workflows/reconcile.js';
import type { scheduledJob } from '../../workflows/scheduled-job.js';
import type { JobWorkflow } from '../../workflows/run-lanes.js';

const BUNDLE = fileURLToPath(new URL('../../workflows.bundle.js', import.meta.url));
/** Set to store the histories that the replay test replays (CONTRIBUTING.md says when). */
const RECORD = process.env['RECORD_HISTORIES'] === '1';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HISTORIES = `${ROOT}test/histories/`;

export type Handle = WorkflowHandleWithFirstExecutionRunId<JobWorkflow>;
type PageActivities = Pick<
  Activities,
  | 'scrapeChunk'
  | 'crawlChunk'
  | 'readSitemaps'
  | 'submitModelBatches'
  | 'collectModelBatches'
  | 'answerParkedPages'
>;
type ShortActivities = Pick<Activities, 'awaitModelBatches' | 'cancelModelBatches'>;
type SpiderActivities = Pick<Activities, 'seedSpider' | 'spiderChunk' | 'runScrapy'>;

export type JobActivities = PageActivities & SpiderActivities & ShortActivities;

export interface Run {
  readonly handle: Handle;
  readonly settled: Settlement[];
}

export interface Workflows {
  /**
   * Runs a job with these activities, and `act` beside it; resolves when its workflow has ended, with its error.
   * `type`: of its workflow, when it is not that of its kind.
   */
  run(
    job: Partial<JobRef>,
    activities: Partial<JobActivities>,
    act?: (run: Run) => Promise<void>,
    type?: 'runJob',
  ): Promise<Run & { error: unknown }>;
  /** Fires a schedule as Temporal does, with this activity; resolves with what its workflow answers. */
  fire(
    workflowId: string,
    startScheduledJob: Activities['startScheduledJob'],
  ): Promise<{ readonly answer: string; readonly handle: { readonly workflowId: string } }>;
  /** Runs the reconciler's workflow once, with this activity. */
  reconcile(reconcileJobs: Activities['reconcileJobs']): Promise<{ readonly workflowId: string }>;
  /** Runs a job's webhook deliveries with this activity, and `act` beside it, until nothing waits. */
  deliver(
    deliverDue: Activities['deliverDue'],
    act: (tell: (urgent: boolean) => Promise<void>) => Promise<void>,
  ): Promise<{ readonly handle: WorkflowHandleWithFirstExecutionRunId<typeof deliverEvents> }>;
  /** Stores a run's history for the replay test, when that was asked for. */
  store(name: string, handle: { readonly workflowId: string }, runId?: string): Promise<void>;
  /** The status of one run of a workflow. */
  statusOf(workflowId: string, runId?: string): Promise<string>;
  close(): Promise<void>;
}

export async function startWorkflows(): Promise<Workflows> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const env = await TestWorkflowEnvironment.createFromExistingServer({ address: await sharedTemporal() });

  const notExpected = (name: string) => async (): Promise<never> => {
    throw new Error(`${name} is not expected in this test`);
  };

  return {
    run: async (job, activities, act = async () => undefined, type) => {
      const taskQueue = `test-${randomUUID()}`;
      const settled: Settlement[] = [];
      const short: Pick<Activities, 'settleJob' | 'reconcileJobs'> & ShortActivities = {
        settleJob: async (settlement) => {
          settled.push(settlement);
          return settlement.outcome === 'deadline' ? 'failed' : settlement.outcome;
        },
        reconcileJobs: async () => undefined,
        awaitModelBatches: activities.awaitModelBatches ?? notExpected('awaitModelBatches'),
        cancelModelBatches: activities.cancelModelBatches ?? notExpected('cancelModelBatches'),
      };
      const pageActivities: PageActivities & SpiderActivities = {
        scrapeChunk: notExpected('scrapeChunk'),
        crawlChunk: notExpected('crawlChunk'),
        readSitemaps: notExpected('readSitemaps'),
        submitModelBatches: notExpected('submitModelBatches'),
        collectModelBatches: notExpected('collectModelBatches'),
        answerParkedPages: notExpected('answerParkedPages'),
        seedSpider: notExpected('seedSpider'),
        spiderChunk: notExpected('spiderChunk'),
        runScrapy: notExpected('runScrapy'),
        ...activities,
      };
      const common = { connection: env.nativeConnection, maxHeartbeatThrottleInterval: 100 };
      const flows = await Worker.create({
        ...common,
        taskQueue,
        workflowBundle: { codePath: BUNDLE },
        activities: short,
      });
      const pages = await Worker.create({
        ...common,
        taskQueue: queueName(taskQueue, 'pages'),
        activities: pageActivities,
      });
      const spiders = await Worker.create({
        ...common,
        taskQueue: queueName(taskQueue, job.kind === 'scrapy' ? 'scrapy' : 'spiders'),
        activities: pageActivities,
      });
      const ref: JobRef = {
        id: `job_${randomUUID().slice(0, 8)}`,
        kind: 'batch',
        accountId: 'account',
        total: 10,
        chunk: 2,
        lanes: 2,
        failFast: false,
        deadlineAt: new Date(Date.now() + 3_600_000).toISOString(),
        subject: 'shop.example',
        ...job,
      };
      return flows.runUntil(
        pages.runUntil(() =>
          spiders.runUntil(async () => {
            const start = { taskQueue, workflowId: ref.id, args: [ref] as [JobRef] };
            const handle = await env.client.workflow.start<JobWorkflow>(type ?? ref.kind, start);
            await act({ handle, settled });
            const error: unknown = await handle.result().then(
              () => null,
              (reason: unknown) => reason,
            );
            return { handle, settled, error };
          }),
        ),
      );
    },

    fire: async (workflowId, startScheduledJob) => {
      const taskQueue = `test-${randomUUID()}`;
      const worker = await Worker.create({
        connection: env.nativeConnection,
        taskQueue,
        workflowBundle: { codePath: BUNDLE },
        activities: { startScheduledJob },
      });
      return worker.runUntil(async () => {
        const start = { taskQueue, workflowId, args: ['schedule'] as [string] };
        const handle = await env.client.workflow.start<typeof scheduledJob>('scheduledJob', start);
        return { answer: await handle.result(), handle };
      });
    },

    reconcile: async (reconcileJobs) => {
      const taskQueue = `test-${randomUUID()}`;
      const worker = await Worker.create({
        connection: env.nativeConnection,
        taskQueue,
        workflowBundle: { codePath: BUNDLE },
        activities: { reconcileJobs },
      });
      return worker.runUntil(async () => {
        const start = { taskQueue, workflowId: `${taskQueue}-reconcile`, args: [] as [] };
        const handle = await env.client.workflow.start<typeof reconcile>('reconcile', start);
        await handle.result();
        return handle;
      });
    },

    deliver: async (deliverDue, act) => {
      const taskQueue = `test-${randomUUID()}`;
      const common = { connection: env.nativeConnection };
      const flows = await Worker.create({ ...common, taskQueue, workflowBundle: { codePath: BUNDLE } });
      const sending = await Worker.create({
        ...common,
        taskQueue: queueName(taskQueue, 'deliveries'),
        activities: { deliverDue },
      });
      return flows.runUntil(
        sending.runUntil(async () => {
          const start = {
            taskQueue,
            workflowId: `job_${randomUUID().slice(0, 8)}-deliveries`,
            args: ['job'] as [string],
          };
          const handle = await env.client.workflow.start<typeof deliverEvents>('deliverEvents', start);
          await act((urgent) => handle.signal('newDeliveries', { urgent }));
          await handle.result();
          return { handle };
        }),
      );
    },

    store: async (name, handle, runId) => {
      if (!RECORD) return;
      mkdirSync(HISTORIES, { recursive: true });
      const history = await env.client.workflow.getHandle(handle.workflowId, runId).fetchHistory();
      // Stack traces must not tell where this checkout is.
      writeFileSync(`${HISTORIES}${name}.json`, `${historyToJSON(history).replaceAll(ROOT, '')}\n`);
    },

    statusOf: async (workflowId, runId) =>
      (await env.client.workflow.getHandle(workflowId, runId).describe()).status.name,
    close: () => env.teardown(),
  };
}
