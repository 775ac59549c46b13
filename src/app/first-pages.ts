/**
 * The first pages of batches while they are visited. Most callers take their examples from the first page, so what it shows
 * is worth a moment to the pages that are fetched beside it. Each worker knows of its own only.
 */

import { keepRecent } from '../core/recent.js';
import { PAGE_MS } from '../core/timings.js';
import { within } from './within.js';

export interface FirstPages {
  /** A page beside it has begun. */
  expect(jobId: string): void;
  /** The first page itself has begun; the answer ends it. */
  begin(jobId: string, host: string): () => void;
  /** Resolves when the first page has ended, is of another host, or has taken too long. */
  ended(jobId: string, host: string): Promise<void>;
}

const MAX_JOBS = 200;

interface Batch {
  readonly begun: PromiseWithResolvers<void>;
  readonly done: PromiseWithResolvers<void>;
  startedAt: number;
  /** Of the first page; null until that has begun. */
  host: string | null;
}

export function createFirstPages(): FirstPages {
  const batches = new Map<string, Batch>();
  const open = (jobId: string): Batch => {
    const batch = batches.get(jobId) ?? {
      begun: Promise.withResolvers<void>(),
      done: Promise.withResolvers<void>(),
      startedAt: performance.now(),
      host: null,
    };
    keepRecent(batches, jobId, batch, MAX_JOBS);
    return batch;
  };
  return {
    expect: (jobId) => void open(jobId),
    begin: (jobId, host) => {
      const batch = open(jobId);
      Object.assign(batch, { host, startedAt: performance.now() });
      batch.begun.resolve();
      return () => batch.done.resolve();
    },
    ended: async (jobId, host) => {
      const batch = open(jobId);
      const left = (ms: number): number => batch.startedAt + ms - performance.now();
      // The pages of a batch begin in order, but not all at once.
      if (batch.host === null) await within(left(PAGE_MS.firstPageBegins), batch.begun.promise);
      if (batch.host === host) await within(left(PAGE_MS.firstPage), batch.done.promise);
    },
  };
}
