/**
 * How a job is cut into chunks and lanes. A chunk of one is a page, so small batches show one activity per URL; larger
 * chunks keep the Temporal server's share of the work small. A chunk of a frontier leases as many pages as it works on at
 * once, again and again, so that the history of a crawl stays short enough to be read.
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
  const { pagesAtOnce: atOnce, hasFrontier, leastLanes } = factsOf(kind);
  const chunk = hasFrontier ? Math.min(Math.ceil(total / leastLanes), atOnce) : chunkOf(total);
  const chunks = Math.ceil(total / chunk);
  const wanted = Math.max(Math.ceil(concurrency / Math.min(chunk, atOnce)), leastLanes);
  const lanes = Math.min(wanted, chunks, concurrency);
  const perChunk = Math.min(chunk, Math.floor(concurrency / lanes), atOnce);
  return { chunk, lanes, perChunk };
}

/** A batch has a chunk for each page as long as that makes few chunks: a page that hangs then holds up no other. */
function chunkOf(total: number): number {
  return Math.min(MAX_CHUNK, Math.max(1, Math.ceil(total / CHUNKS_PER_JOB)));
}

/** Half-open range of page numbers. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}
