/**
 * The worker of this process: one Temporal Worker for workflows and short activities, one for page chunks and one
 * for spiders, so that a settle never waits behind pages and pages never behind spiders. Every option is set; the SDK's defaults are for development.
 */

import {
  NativeConnection,
  Runtime,
  Worker,
  type LogLevel,
  type NativeConnectionOptions,
} from '@temporalio/worker';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Activities } from '../../../activities/index.js';
import type { Log } from '../../ports/log.js';
import { deliveriesQueue, pagesQueue, scrapyQueue, spidersQueue } from './runner.js';
import type { PayloadCodec } from '@temporalio/common';

/** Chunks under way at once. A chunk is a few promises; what it may fetch is bounded by the host gate. */
const CHUNK_SLOTS = 100;
/** Jobs whose webhooks are being sent to at once. */
const DELIVERY_SLOTS = 100;
/** Chunks end by themselves within this once told to stop; then they are abandoned and run again elsewhere. */
const SHUTDOWN_GRACE_MS = 5_000;
const SHUTDOWN_FORCE_MS = 15_000;
/** How late a chunk may learn of a cancel. */
const HEARTBEAT_EVERY_MS = 250;

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
    maxHeartbeatThrottleInterval: HEARTBEAT_EVERY_MS,
    defaultHeartbeatThrottleInterval: HEARTBEAT_EVERY_MS,
    dataConverter: { payloadCodecs: options.codecs },
  };
  const { scrapeChunk, crawlChunk, readSitemaps, seedSpider, spiderChunk, runScrapy, deliverDue, ...others } =
    options.activities;
  const { submitModelBatches, collectModelBatches, answerParkedPages, ...short } = others;
  const workers = [
    await Worker.create({
      ...common,
      taskQueue: options.taskQueue,
      workflowBundle: { codePath: fileURLToPath(new URL('../../../workflows.bundle.js', import.meta.url)) },
      activities: short,
      maxCachedWorkflows: 200,
      maxConcurrentWorkflowTaskExecutions: 40,
      maxConcurrentActivityTaskExecutions: 40,
      workflowTaskPollerBehavior: { type: 'autoscaling' },
      activityTaskPollerBehavior: { type: 'autoscaling' },
    }),
    await Worker.create({
      ...common,
      taskQueue: pagesQueue(options.taskQueue),
      activities: {
        scrapeChunk,
        crawlChunk,
        readSitemaps,
        submitModelBatches,
        collectModelBatches,
        answerParkedPages,
      },
      maxConcurrentActivityTaskExecutions: CHUNK_SLOTS,
      activityTaskPollerBehavior: { type: 'autoscaling' },
    }),
    await Worker.create({
      ...common,
      taskQueue: spidersQueue(options.taskQueue),
      activities: { seedSpider, spiderChunk },
      maxConcurrentActivityTaskExecutions: options.spiderProcesses,
      activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
    }),
    await Worker.create({
      ...common,
      taskQueue: deliveriesQueue(options.taskQueue),
      activities: { deliverDue },
      maxConcurrentActivityTaskExecutions: DELIVERY_SLOTS,
      activityTaskPollerBehavior: { type: 'autoscaling' },
    }),
    // A Scrapy spider keeps its place until it is done: those of the other kind must not wait for that.
    await Worker.create({
      ...common,
      taskQueue: scrapyQueue(options.taskQueue),
      activities: { runScrapy },
      maxConcurrentActivityTaskExecutions: options.spiderProcesses,
      activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
    }),
  ];
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
