/**
 * How a job is cut into chunks and lanes. A chunk of one is a page, so small jobs show one activity per URL and spread
 * over all workers; larger chunks keep the Temporal server's share of the work small.
 */

import type { JobKind } from './job-kinds.js';

/** Pages in flight per job when the caller does not say: enough to keep several hosts busy at once. */
export const DEFAULT_CONCURRENCY = 32;
export const MAX_CONCURRENCY = 128;

const MAX_CHUNK = 50;
const CHUNKS_PER_JOB = 50;
/**
 * A batch's chunk ends with its last page, so each page that hangs holds a lane: with few pages at once per chunk there
 * are more lanes than one host has turns, and some always go on. A crawl's chunk leases more pages meanwhile.
 */
const PAGES_AT_ONCE_PER_CHUNK: Readonly<Record<JobKind, number>> = {
  extract: 1,
  batch: 2,
  crawl: 8,
  // One chunk at a time unless more is asked for: its pages are parsed by one process.
  spider: 16,
  scrapy: 1,
};

export interface Plan {
  readonly chunk: number;
  readonly lanes: number;
  /** Pages that one chunk works on at once; lanes x perChunk never exceeds the asked concurrency. */
  readonly perChunk: number;
}

/** Plans `total` pages with at most `concurrency` of them in flight. Both are positive integers. */
export function planJob(total: number, concurrency: number, kind: JobKind = 'batch'): Plan {
  const atOnce = PAGES_AT_ONCE_PER_CHUNK[kind];
  const chunk = Math.min(MAX_CHUNK, Math.max(1, Math.ceil(total / CHUNKS_PER_JOB)));
  const chunks = Math.ceil(total / chunk);
  const lanes = Math.min(Math.ceil(concurrency / Math.min(chunk, atOnce)), chunks);
  const perChunk = Math.min(chunk, Math.floor(concurrency / lanes), atOnce);
  return { chunk, lanes, perChunk };
}

/** Half-open range of page numbers. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}
