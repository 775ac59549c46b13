/**
 * The only proxyActivities calls. `cancellationType` is always set: left out, the SDK sends TRY_CANCEL, and a cancelled
 * workflow would close while its activities run on, never told.
 */

import {
  ActivityCancellationType,
  proxyActivities,
  workflowInfo,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';

const { WAIT_CANCELLATION_COMPLETED } = ActivityCancellationType;

/** Chunks run on a queue of their own, so that a settle never waits behind pages. */
const pagesQueue = (): string => `${workflowInfo().taskQueue}-pages`;

/**
 * Works through a range of pages. The start-to-close bound is the time box plus the longest page, which may wait for a slot
 * of the model for eight minutes and then be asked about for two, with its images twice; a worker that dies is noticed by
 * its missing heartbeat. Infrastructure failures are retried until the job's deadline.
 */
export function scrapeChunk(
  range: Parameters<Activities['scrapeChunk']>[0],
): ReturnType<Activities['scrapeChunk']> {
  const label = range.to - range.from === 1 ? `page ${range.from}` : `pages ${range.from}-${range.to - 1}`;
  return proxyActivities<Pick<Activities, 'scrapeChunk'>>(onPagesQueue(label)).scrapeChunk(range);
}

const onPagesQueue = (summary: string): ActivityOptions => ({
  taskQueue: pagesQueue(),
  cancellationType: WAIT_CANCELLATION_COMPLETED,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
  summary,
});

/** Works through pages of a spider's frontier; a worker has a few places only for the processes that read them. */
export function spiderChunk(
  input: Parameters<Activities['spiderChunk']>[0],
): ReturnType<Activities['spiderChunk']> {
  return proxyActivities<Pick<Activities, 'spiderChunk'>>(
    onSpidersQueue('pages of the frontier'),
  ).spiderChunk(input);
}

/** Puts the pages that a spider begins with into its frontier. */
export function seedSpider(jobId: string): Promise<void> {
  return proxyActivities<Pick<Activities, 'seedSpider'>>(onSpidersQueue('start requests')).seedSpider({
    jobId,
  });
}

/** Runs a Python spider to its end, however long it takes: the job's deadline bounds it. */
export function runScrapy(jobId: string): ReturnType<Activities['runScrapy']> {
  return proxyActivities<Pick<Activities, 'runScrapy'>>({
    ...onPagesQueue('Scrapy'),
    taskQueue: `${workflowInfo().taskQueue}-scrapy`,
    startToCloseTimeout: '366 days',
  }).runScrapy({ jobId });
}

const onSpidersQueue = (summary: string): ActivityOptions => ({
  ...onPagesQueue(summary),
  taskQueue: `${workflowInfo().taskQueue}-spiders`,
});

/** Works through pages of a crawl's frontier. */
export function crawlChunk(
  input: Parameters<Activities['crawlChunk']>[0],
): ReturnType<Activities['crawlChunk']> {
  return proxyActivities<Pick<Activities, 'crawlChunk'>>(onPagesQueue('pages of the frontier')).crawlChunk(
    input,
  );
}

/** Puts what the host's sitemaps list into the frontier. */
export function readSitemaps(jobId: string): Promise<void> {
  return proxyActivities<Pick<Activities, 'readSitemaps'>>(onPagesQueue('sitemaps')).readSitemaps({ jobId });
}

/** Hands the questions of parked pages to the model's vendor. It gives up by itself when the vendor fails for two minutes. */
export function submitModelBatches(jobId: string): Promise<boolean> {
  const options = { ...onPagesQueue('batches to the model'), scheduleToCloseTimeout: '30 minutes' } as const;
  return proxyActivities<Pick<Activities, 'submitModelBatches'>>(options).submitModelBatches({ jobId });
}

/** Waits for the batches: each attempt looks once, and the time between them costs neither history nor a slot. */
export function awaitModelBatches(jobId: string, withinMs: number): Promise<void> {
  return proxyActivities<Pick<Activities, 'awaitModelBatches'>>({
    cancellationType: WAIT_CANCELLATION_COMPLETED,
    startToCloseTimeout: '2 minutes',
    scheduleToCloseTimeout: withinMs,
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    summary: 'the batches of the model',
  }).awaitModelBatches({ jobId });
}

/** Stores what the batches have answered. */
export function collectModelBatches(jobId: string): ReturnType<Activities['collectModelBatches']> {
  return proxyActivities<Pick<Activities, 'collectModelBatches'>>({
    ...onPagesQueue('answers of the model'),
    startToCloseTimeout: '1 hour',
    scheduleToCloseTimeout: '3 hours',
  }).collectModelBatches({ jobId });
}

/** Answers parked pages by ordinary calls. */
export function answerParkedPages(jobId: string): ReturnType<Activities['answerParkedPages']> {
  const options = onPagesQueue('questions that no batch has answered');
  return proxyActivities<Pick<Activities, 'answerParkedPages'>>(options).answerParkedPages({ jobId });
}

/** Tells the vendor that a cancelled job needs no answers. What this does not reach, the reconciler does. */
export const { cancelModelBatches } = proxyActivities<Pick<Activities, 'cancelModelBatches'>>({
  cancellationType: WAIT_CANCELLATION_COMPLETED,
  startToCloseTimeout: '15 seconds',
  heartbeatTimeout: '10 seconds',
  retry: { maximumAttempts: 2 },
  summary: 'cancel at the vendor',
});

/** Ends the job in the database. Must succeed in the end, so it is retried for ever. */
export const { settleJob } = proxyActivities<Pick<Activities, 'settleJob'>>({
  cancellationType: WAIT_CANCELLATION_COMPLETED,
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
  summary: 'refund what did not run, set the final state',
});

/** One pass of the reconciler; the next minute's pass is the retry. */
export const { reconcileJobs } = proxyActivities<Pick<Activities, 'reconcileJobs'>>({
  cancellationType: WAIT_CANCELLATION_COMPLETED,
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 2 },
});

/** Sends what is due of a job's webhook deliveries, on a queue of their own: a dead receiver slows nothing else. */
export function deliverDue(
  input: Parameters<Activities['deliverDue']>[0],
): ReturnType<Activities['deliverDue']> {
  return proxyActivities<Pick<Activities, 'deliverDue'>>({
    taskQueue: `${workflowInfo().taskQueue}-deliveries`,
    cancellationType: WAIT_CANCELLATION_COMPLETED,
    startToCloseTimeout: '2 minutes',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  }).deliverDue(input);
}

/** Starts the job of one firing; a later firing would find this one still under way, so it is retried for an hour only. */
export const { startScheduledJob } = proxyActivities<Pick<Activities, 'startScheduledJob'>>({
  cancellationType: WAIT_CANCELLATION_COMPLETED,
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
