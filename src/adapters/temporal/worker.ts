/**
 * The worker of this process: one Temporal Worker for each task queue. Every option is set; the SDK's defaults are for
 * development.
 */

import {
  NativeConnection,
  Runtime,
  Worker,
  type LogLevel,
  type NativeConnectionOptions,
  type WorkerOptions as SdkOptions,
} from '@temporalio/worker';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Activities } from '../../../activities/index.js';
import type { Log } from '../../ports/log.js';
import { HEARTBEAT_SENT_MS, STICKY_STEP_MS } from '../../core/timings.js';
import { QUEUE_OF, queueName, type Queue } from '../../../workflows/queues.js';
import type { PayloadCodec } from '@temporalio/common';

/** Chunks under way at once. A chunk is a few promises; what it may fetch is bounded by the host gate. */
const CHUNK_SLOTS = 100;
/** Jobs whose webhooks are being sent to at once. */
const DELIVERY_SLOTS = 100;
/** Chunks end by themselves within this once told to stop; then they are abandoned and run again elsewhere. */
const SHUTDOWN_GRACE_MS = 5_000;
const SHUTDOWN_FORCE_MS = 15_000;

type Settings = Omit<SdkOptions, 'taskQueue' | 'activities'>;

/** A Worker for each queue: how many activities it runs at once, and how it asks for them. */
export const WORKERS: Readonly<Record<Queue, (spiderProcesses: number) => Settings>> = {
  jobs: () => ({
    workflowBundle: { codePath: fileURLToPath(new URL('../../../workflows.bundle.js', import.meta.url)) },
    maxCachedWorkflows: 200,
    maxConcurrentWorkflowTaskExecutions: 40,
    stickyQueueScheduleToStartTimeout: STICKY_STEP_MS,
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    maxConcurrentActivityTaskExecutions: 40,
    activityTaskPollerBehavior: { type: 'autoscaling' },
  }),
  pages: () => ({
    maxConcurrentActivityTaskExecutions: CHUNK_SLOTS,
    activityTaskPollerBehavior: { type: 'autoscaling' },
  }),
  spiders: (spiderProcesses) => ({
    maxConcurrentActivityTaskExecutions: spiderProcesses,
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
  }),
  deliveries: () => ({
    maxConcurrentActivityTaskExecutions: DELIVERY_SLOTS,
    activityTaskPollerBehavior: { type: 'autoscaling' },
  }),
  scrapy: (spiderProcesses) => ({
    maxConcurrentActivityTaskExecutions: spiderProcesses,
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
  }),
};

export interface RunningWorker {
  /** Rejects when the worker breaks; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** Lets chunks under way end and stops. Bounded. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly connection: NativeConnectionOptions;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly activities: Activities;
  /** Spiders' processes at once. */
  readonly spiderProcesses: number;
  readonly codecs: PayloadCodec[];
  readonly log: Log;
}

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  installRuntime(options.log);
  const connection = await NativeConnection.connect(options.connection);
  const common = {
    connection,
    namespace: options.namespace,
    identity: `worker@${hostname()}:${process.pid}`,
    shutdownGraceTime: SHUTDOWN_GRACE_MS,
    shutdownForceTime: SHUTDOWN_FORCE_MS,
    // Cancels come back with heartbeats; the default would send them every eight seconds.
    maxHeartbeatThrottleInterval: HEARTBEAT_SENT_MS,
    defaultHeartbeatThrottleInterval: HEARTBEAT_SENT_MS,
    dataConverter: { payloadCodecs: options.codecs },
  };
  const workers: Worker[] = [];
  for (const queue of Object.keys(WORKERS) as Queue[])
    workers.push(
      await Worker.create({
        ...common,
        ...WORKERS[queue](options.spiderProcesses),
        taskQueue: queueName(options.taskQueue, queue),
        activities: activitiesOn(queue, options.activities),
      }),
    );
  const ended = Promise.all(workers.map((worker) => worker.run())).then(() => connection.close());
  // Whoever supervises the worker awaits `ended`; a rejection before that must not end the process unexplained.
  ended.catch(() => undefined);
  return {
    ended,
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}

/** The activities that QUEUE_OF puts on this queue. */
export function activitiesOn(queue: Queue, activities: Activities): Partial<Activities> {
  return Object.fromEntries(
    Object.entries(activities).filter(([name]) => QUEUE_OF[name as keyof Activities] === queue),
  );
}

let installed = false;

/** These Workers have no workflows by design; the SDK warns of that at every start. */
const EXPECTED = 'No workflows registered, not polling for workflow tasks';

/** The SDK's runtime is one per process. It would take the process's signals; we sequence the shutdown ourselves. */
function installRuntime(log: Log): void {
  if (installed) return;
  installed = true;
  const write = (level: LogLevel, message: string, meta?: object): void => {
    if (message === EXPECTED) return;
    const { error, ...ids } = (meta ?? {}) as { error?: unknown };
    const fields = error === undefined ? ids : { ...ids, err: error };
    if (level === 'WARN' || level === 'ERROR') log[level === 'WARN' ? 'warn' : 'error'](fields, message);
    else log.debug(fields, message);
  };
  Runtime.install({
    shutdownSignals: [],
    logger: {
      log: write,
      trace: (message, meta) => write('TRACE', message, meta),
      debug: (message, meta) => write('DEBUG', message, meta),
      info: (message, meta) => write('INFO', message, meta),
      warn: (message, meta) => write('WARN', message, meta),
      error: (message, meta) => write('ERROR', message, meta),
    },
  });
}
