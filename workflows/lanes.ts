/** What the lanes of a job share, whatever its kind. */

import type { ErrorCounts, SeenError } from '../src/core/job-progress.js';
import type { JobRef } from '../src/core/job.js';
import type { PageRange } from '../src/core/chunk-plan.js';

/** Where the job stands: everything that a continued run needs. */
export interface Cursor {
  /** Batches: the first page number that no lane has claimed yet. */
  next: number;
  /** Batches: ranges given back by chunks that stopped early, by their time box, a busy host or a worker that went away. */
  rest: PageRange[];
  succeeded: number;
  failed: number;
  /** Crawls: whether the sitemaps have been read. Spiders: whether the start requests are in the frontier. */
  sitemapsRead?: boolean;
  /** When the job's first run began, ISO 8601; missing in jobs that an earlier version began. */
  since?: string;
  /** How often pages ended with which code. */
  errors?: Record<string, SeenError>;
  /** Python spiders: how often the process was ended by something else than us. */
  crashes?: number;
}

export interface ChunkCounts {
  readonly succeeded: number;
  readonly failed: number;
  readonly errors?: ErrorCounts;
  readonly stop: boolean;
}

export interface LaneContext {
  readonly job: JobRef;
  readonly at: Cursor;
  /** False once no further chunk may be started. */
  mayGoOn(): boolean;
  /** Adds what a chunk did to the job's counts; a chunk that says stop ends the job's lanes. */
  note(got: ChunkCounts): void;
}

export interface Lanes {
  readonly lanes: readonly (() => Promise<void>)[];
  /** Whether the lanes left something to do, once all of them have ended. */
  unfinished(): boolean;
}

/** The job's host or hosts, or the name of its spider. Jobs of earlier versions do not know it. */
export function subjectOf(job: JobRef): string {
  return job.subject ?? 'the job';
}

export function repeat<T>(times: number, value: T): T[] {
  return Array.from({ length: times }, () => value);
}
