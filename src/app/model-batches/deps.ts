/** What the model work of jobs with async_mode is made of. */

import type { PageResult } from '../../core/page-outcome.js';
import type { Log } from '../../ports/log.js';
import type { Model, TokenUsage } from '../../ports/model.js';
import type { Store } from '../../ports/store/index.js';
import type { FillGaps } from '../fill-gaps.js';
import type { OpenJob } from '../open-job.js';

/** A model, and what its answers are used with. */
export interface Ai {
  readonly model: Model;
  readonly fillGaps: FillGaps;
  /** Most tokens of one job. */
  readonly jobTokens: number;
}

export interface ModelBatchDeps {
  readonly store: Store;
  readonly openJob: OpenJob;
  /** Null where no model is configured: pages that were parked before that are answered with what rules have found. */
  readonly ai: Ai | null;
  readonly now: () => Date;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
  readonly onPage: (result: PageResult, durationMs: number) => void;
  readonly onCall: (outcome: string, usage: TokenUsage, durationMs: number) => void;
  readonly log: Log;
}
