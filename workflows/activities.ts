/**
 * The only proxyActivities call. `cancellationType` is always set: left out, the SDK sends TRY_CANCEL, and a cancelled
 * workflow would close while its activities run on, never told. Queues and time bounds come from their tables.
 */

import {
  ActivityCancellationType,
  proxyActivities,
  workflowInfo,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { HEARTBEAT_TIMEOUT_MS, START_TO_CLOSE_MS } from '../src/core/timings.js';
import { QUEUE_OF, queueName } from './queues.js';

type Input<Name extends keyof Activities> = Parameters<Activities[Name]>[0];
type Result<Name extends keyof Activities> = ReturnType<Activities[Name]>;

/** `summary`: what the activity holds, for people who read the job's history. */
function activity<Name extends keyof Activities>(
  name: Name,
  summary: string,
  options: Pick<ActivityOptions, 'scheduleToCloseTimeout' | 'retry'> = {},
): Pick<Activities, Name>[Name] {
  return proxyActivities<Pick<Activities, Name>>({
    taskQueue: queueName(workflowInfo().taskQueue, QUEUE_OF[name]),
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    startToCloseTimeout: START_TO_CLOSE_MS[name],
    // A worker that dies is noticed by its missing heartbeats, and so is a task that was handed out and never arrived: the
    // server takes both for started. Without this a job would wait for the end of the time that the activity may take.
    heartbeatTimeout: HEARTBEAT_TIMEOUT_MS,
    // Infrastructure failures are retried until the job's deadline. The first retry is for a worker that died.
    retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
    summary,
    ...options,
  })[name] as Pick<Activities, Name>[Name];
}

/** Works through a range of pages. */
export function scrapeChunk(range: Input<'scrapeChunk'>, total: number): Result<'scrapeChunk'> {
  const { from, to } = range;
  // People count from 1.
  const label = to - from === 1 ? `page ${to}` : `pages ${from + 1} to ${to}`;
  return activity('scrapeChunk', `${label} of ${total}`)(range);
}

/** Works through pages of a crawl's frontier. `subject`: the crawl's host. */
export function crawlChunk(input: Input<'crawlChunk'>, subject: string): Result<'crawlChunk'> {
  return activity('crawlChunk', `pages of ${subject}`)(input);
}

/** Puts what the host's sitemaps list into the frontier. */
export function readSitemaps(jobId: string, subject: string): Promise<void> {
  return activity('readSitemaps', `sitemaps of ${subject}`)({ jobId });
}

/** Works through pages of a spider's frontier. `subject`: the spider's name, here and below. */
export function spiderChunk(input: Input<'spiderChunk'>, subject: string): Result<'spiderChunk'> {
  return activity('spiderChunk', `pages of spider ${subject}`)(input);
}

/** Puts the pages that a spider begins with into its frontier. */
export function seedSpider(jobId: string, subject: string): Promise<void> {
  return activity('seedSpider', `start requests of spider ${subject}`)({ jobId });
}

/** Runs a Python spider to its end, however long it takes: the job's deadline bounds it. */
export function runScrapy(jobId: string, subject: string): Result<'runScrapy'> {
  return activity('runScrapy', `Scrapy spider ${subject}`)({ jobId });
}

/** Hands the questions of parked pages to the model's vendor. It gives up by itself when the vendor fails for two minutes. */
export function submitModelBatches(jobId: string): Promise<boolean> {
  const options = { scheduleToCloseTimeout: START_TO_CLOSE_MS.submitModelBatches };
  return activity('submitModelBatches', 'batches to the model', options)({ jobId });
}

/** Waits for the batches: each attempt looks once, and the time between them costs neither history nor a slot. */
export function awaitModelBatches(jobId: string, withinMs: number): Promise<void> {
  return activity('awaitModelBatches', 'the batches of the model', {
    scheduleToCloseTimeout: withinMs,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  })({ jobId });
}

/** Stores what the batches have answered. */
export function collectModelBatches(jobId: string): Result<'collectModelBatches'> {
  const options = { scheduleToCloseTimeout: 3 * START_TO_CLOSE_MS.collectModelBatches };
  return activity('collectModelBatches', 'answers of the model', options)({ jobId });
}

/** Answers parked pages by ordinary calls. */
export function answerParkedPages(jobId: string): Result<'answerParkedPages'> {
  return activity('answerParkedPages', 'questions that no batch has answered')({ jobId });
}

/** Tells the vendor that a cancelled job needs no answers. What this does not reach, the reconciler does. */
export function cancelModelBatches(jobId: string): Promise<void> {
  return activity('cancelModelBatches', 'cancel at the vendor', { retry: { maximumAttempts: 2 } })({ jobId });
}

/** Ends the job in the database. Must succeed in the end, so it is retried for ever. */
export function settleJob(settlement: Input<'settleJob'>): Result<'settleJob'> {
  const retry = { initialInterval: '200 milliseconds', maximumInterval: '5 seconds' } as const;
  return activity('settleJob', 'refund what did not run, set the final state', { retry })(settlement);
}

/** One pass of the reconciler; the next minute's pass is the retry. */
export function reconcileJobs(): Promise<void> {
  return activity('reconcileJobs', 'jobs without a workflow', { retry: { maximumAttempts: 2 } })();
}

/** Sends what is due of a job's webhook deliveries. */
export function deliverDue(input: Input<'deliverDue'>): Result<'deliverDue'> {
  const retry = { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' } as const;
  return activity('deliverDue', 'deliveries that are due', { retry })(input);
}

/** Starts the job of one firing; a later firing would find this one still under way, so it is retried for an hour only. */
export function startScheduledJob(firing: Input<'startScheduledJob'>): Result<'startScheduledJob'> {
  return activity('startScheduledJob', 'a job of the schedule', {
    scheduleToCloseTimeout: '1 hour',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  })(firing);
}
