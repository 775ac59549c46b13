/**
 * How a job is cut into chunks and lanes. A chunk of one is a page, so small jobs show one activity per URL and spread
 * over all workers; larger chunks keep the Temporal server's share of the work small.
 */

import { type JobKind, factsOf } from './job-kinds.js';

/** Pages in flight per job when the caller does not say: enough to keep several hosts busy at once. */
export const DEFAULT_CONCURRENCY = 32;
export const MAX_CONCURRENCY = 128;

const MAX_CHUNK = 50;
const CHUNKS_PER_JOB = 50;

export interface Plan {
  readonly chunk: number;
  readonly lanes: number;
  /** Pages that one chunk works on at once; lanes x perChunk never exceeds the asked concurrency. */
  readonly perChunk: number;
}

/** Plans `total` pages with at most `concurrency` of them in flight. Both are positive integers. */
export function planJob(total: number, concurrency: number, kind: JobKind = 'batch'): Plan {
  const atOnce = factsOf(kind).pagesAtOnce;
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
