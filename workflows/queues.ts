/**
 * Which task queue each activity runs on. The workflows send activities by this table and the worker groups them by it, so
 * an activity that is missing here does not compile. Renaming a queue strands the activities that wait in it.
 */

import type { Activities } from '../activities/index.js';

/** `jobs` is the queue of the workflows themselves. */
export type Queue = 'jobs' | 'pages' | 'spiders' | 'scrapy' | 'deliveries';

export const QUEUE_OF = {
  // Short ones, so that a settle never waits behind pages.
  settleJob: 'jobs',
  reconcileJobs: 'jobs',
  startScheduledJob: 'jobs',
  awaitModelBatches: 'jobs',
  cancelModelBatches: 'jobs',
  scrapeChunk: 'pages',
  crawlChunk: 'pages',
  readSitemaps: 'pages',
  submitModelBatches: 'pages',
  collectModelBatches: 'pages',
  answerParkedPages: 'pages',
  // A worker has a few places only for the processes of spiders.
  seedSpider: 'spiders',
  spiderChunk: 'spiders',
  // A Scrapy spider keeps its place until it is done: those of the other kind must not wait for that.
  runScrapy: 'scrapy',
  // A receiver that is slow holds up neither pages nor settles.
  deliverDue: 'deliveries',
} as const satisfies Record<keyof Activities, Queue>;

/**
 * Whether a service without a fresh poller on this queue is not ready. A worker whose places are all taken does not poll,
 * and spiders keep theirs for as long as they run, so their queues say nothing.
 */
export const IS_ALWAYS_POLLED = {
  jobs: true,
  pages: true,
  deliveries: true,
  spiders: false,
  scrapy: false,
} as const satisfies Record<Queue, boolean>;

/** The queue's name at the server. `base` is TASK_QUEUE. */
export function queueName(base: string, queue: Queue): string {
  return queue === 'jobs' ? base : `${base}-${queue}`;
}
