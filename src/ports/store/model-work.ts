/** The model work of jobs with async_mode in the database. */

import type { PageOutcome } from '../../core/page-outcome.js';
import type { ParkedPage } from '../../core/stored-page.js';

/** One batch of a job at the vendor. */
export interface ModelBatch {
  /** From 1. */
  readonly batchNo: number;
  readonly requests: number;
  /** When submitting it was first tried: from then on the vendor may have it. */
  readonly triedAt: Date | null;
  /** Null until the vendor's answer was stored. */
  readonly vendorId: string | null;
  /** Nothing more is expected of it. */
  readonly ended: boolean;
}

/** The model work of jobs with async_mode. */
export interface ModelWork {
  /** Parked pages behind `afterPageNo` in order; of one batch, or of the whole job when that is null. */
  parked(jobId: string, afterPageNo: number, limit: number, batchNo: number | null): Promise<ParkedPage[]>;
  /** Those of these pages that are parked. */
  parkedAt(jobId: string, pageNos: readonly number[]): Promise<ParkedPage[]>;
  /** Stores outcomes of parked pages as `Pages.commit` does; resolves with the numbers of those that were parked still. */
  answer(outcomes: readonly PageOutcome[], now: Date): Promise<ReadonlySet<number>>;
  /** Puts questions that are in no batch yet into new ones. */
  plan(jobId: string, most: { readonly requests: number; readonly chars: number }): Promise<void>;
  batches(jobId: string): Promise<ModelBatch[]>;
  /** Adds to what is known of a batch; what is known already stays. */
  note(
    jobId: string,
    batchNo: number,
    news: { readonly triedAt?: Date; readonly vendorId?: string; readonly ended?: true },
  ): Promise<void>;
  /** The vendor's ids of all batches. */
  vendorIds(): Promise<ReadonlySet<string>>;
  /** Final jobs with a batch that may still be under way at the vendor. */
  abandoned(): Promise<string[]>;
  /** Drops the questions of final jobs. */
  prune(): Promise<void>;
}
