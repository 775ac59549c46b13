/** Jobs as Temporal workflows: the workflow id is the job id. */

import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  type Client,
  type Connection,
  type WorkflowExecutionStatusName,
} from '@temporalio/client';
import proto from '@temporalio/proto';
import type { JobRef, Job } from '../../core/job.js';
import type { JobKind } from '../../core/job-kinds.js';
import { titleOf, type JobAbout } from '../../core/job-title.js';
import { findsFields } from '../../core/job-spec.js';
import type { Runner, RunState } from '../../ports/runner.js';
import { PartAway } from '../../ports/part-away.js';
import { IS_ALWAYS_POLLED, queueName, type Queue } from '../../../workflows/queues.js';
import { JOB_KIND, OWNER } from '../../../workflows/search-attributes.js';
import { isServerAway } from './server-away.js';
import type { WorkflowName, Workflows } from './workflow-name.js';

const CALL_TIMEOUT_MS = 5_000;
/** A worker polls at least once a minute; the server keeps a dead one's entry for five. */
const POLLER_FRESH_MS = 70_000;
/** Temporal serves 1 first. Single pages go ahead of batches, batches ahead of large ones. */
const PRIORITY = { single: 1, batch: 3, large: 4 } as const;
const LARGE = 1_000;

export function createRunner(client: Client, connection: Connection, taskQueue: string): Runner {
  const { namespace } = client.options;
  const bounded = <T>(call: () => Promise<T>): Promise<T> => withinBounds(connection, call);

  const start = async (job: Job, about: JobAbout, afterAnEnd: ReusePolicy): Promise<void> => {
    const { summary, details } = titleOf(job, about);
    try {
      await bounded(() =>
        client.workflow.start<Workflows[JobKind]>(job.kind, {
          taskQueue,
          workflowId: job.id,
          args: [toRef(job, about)],
          // Both policies: a repeated start of a running job attaches.
          workflowIdReusePolicy: afterAnEnd,
          workflowIdConflictPolicy: 'USE_EXISTING',
          typedSearchAttributes: [
            { key: OWNER, value: job.accountId },
            { key: JOB_KIND, value: job.kind },
          ],
          priority: { priorityKey: priorityOf(job), fairnessKey: job.accountId },
          staticSummary: summary,
          staticDetails: details,
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };

  return {
    start: (job, about) => start(job, about, 'REJECT_DUPLICATE'),
    startAgain: (job, about) => start(job, about, 'ALLOW_DUPLICATE'),

    cancel: async (jobId) => {
      try {
        await bounded(() => client.workflow.getHandle(jobId).cancel());
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },

    describe: async (jobId) => {
      try {
        const description = await bounded(() => client.workflow.getHandle(jobId).describe());
        return ENDS[description.status.name] ?? 'running';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'gone';
        throw error;
      }
    },

    waitForEnd: (jobId, signal) =>
      abortable(signal, async (own) => {
        try {
          await connection.withAbortSignal(own, () => client.workflow.getHandle(jobId).result());
          return true;
        } catch (error) {
          // A failed or cancelled workflow has ended too; anything else is Temporal not answering.
          return error instanceof WorkflowFailedError;
        }
      }),

    deliver: async (jobId, urgent) => {
      await bounded(() =>
        client.workflow.signalWithStart<Workflows['deliverEvents'], [{ readonly urgent: boolean }]>(
          'deliverEvents' satisfies WorkflowName,
          {
            taskQueue,
            workflowId: `${jobId}-deliveries`,
            args: [jobId],
            signal: 'newDeliveries',
            signalArgs: [{ urgent }],
            staticSummary: `webhook deliveries of ${jobId}`,
          },
        ),
      );
    },

    check: async () => {
      const queues = (Object.keys(IS_ALWAYS_POLLED) as Queue[])
        .filter((queue) => IS_ALWAYS_POLLED[queue])
        .map((queue) => queueName(taskQueue, queue));
      const names = await Promise.all([
        unattended(connection, namespace, taskQueue, 'workflow'),
        ...queues.map((queue) => unattended(connection, namespace, queue, 'activity')),
      ]);
      const name = names.find((queue) => queue !== null);
      if (name !== undefined) throw new Error(`no worker polls the task queue ${name}`);
    },
  };
}

type ReusePolicy = 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE';

/** Statuses that are no end are missing: a run that was continued is so only until the next one is there. */
const ENDS: Readonly<Partial<Record<WorkflowExecutionStatusName, RunState>>> = {
  COMPLETED: 'ended',
  FAILED: 'ended',
  CANCELLED: 'cancelled',
  TERMINATED: 'terminated',
  TIMED_OUT: 'terminated',
};

/** Rejects with `PartAway` when the server does not answer within the time of a call. */
async function withinBounds<T>(connection: Connection, call: () => Promise<T>): Promise<T> {
  try {
    return await connection.withDeadline(Date.now() + CALL_TIMEOUT_MS, call);
  } catch (error) {
    throw isServerAway(error) ? new PartAway('Temporal', error) : error;
  }
}

/**
 * Rejects with the signal's reason as soon as `signal` aborts. The SDK hears an abort only while one of its calls is under
 * way, not before one or between two, and never takes its listeners off the signal: hence one of `act`'s own.
 */
function abortable<T>(signal: AbortSignal, act: (own: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController();
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = (): void => {
      own.abort();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort);
    void act(own.signal)
      .finally(() => signal.removeEventListener('abort', onAbort))
      .then(resolve, reject);
  });
}

function toRef(job: Job, { subject }: JobAbout): JobRef {
  return {
    id: job.id,
    kind: job.kind,
    accountId: job.accountId,
    total: job.total,
    chunk: job.chunk,
    lanes: job.lanes,
    failFast: job.spec.failFast,
    ...(findsFields(job.spec) && job.spec.asyncMode ? { asyncMode: true } : {}),
    deadlineAt: job.deadlineAt.toISOString(),
    subject,
  };
}

function priorityOf(job: Job): number {
  if (job.total === 1) return PRIORITY.single;
  return job.total > LARGE ? PRIORITY.large : PRIORITY.batch;
}

/** The queue's name when nobody takes its tasks, otherwise null. */
async function unattended(
  connection: Connection,
  namespace: string,
  name: string,
  kind: 'workflow' | 'activity',
): Promise<string | null> {
  const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = proto.temporal.api.enums.v1.TaskQueueType;
  const { pollers } = await withinBounds(connection, () =>
    connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name },
      taskQueueType: kind === 'workflow' ? TASK_QUEUE_TYPE_WORKFLOW : TASK_QUEUE_TYPE_ACTIVITY,
    }),
  );
  const oldest = Date.now() - POLLER_FRESH_MS;
  const isFresh = pollers.some((poller) => Number(poller.lastAccessTime?.seconds ?? 0) * 1000 > oldest);
  return isFresh ? null : name;
}
