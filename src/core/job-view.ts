/** Jobs and pages as lists show them: counters and names, and nothing that is long. */

import type { DialectName } from './dialect.js';
import type { JobKind } from './job-kinds.js';
import type { JobState } from './job.js';

export interface JobView {
  readonly id: string;
  readonly dialect: DialectName;
  readonly kind: JobKind;
  readonly endpoint: string;
  readonly state: JobState;
  /** What its caller calls it; null where it has no name. */
  readonly name: string | null;
  /** Its first URL, or the name of its spider; null where neither is kept. */
  readonly subject: string | null;
  /** Pages of a batch; the most that a crawl or a spider may visit. */
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly items: number;
  readonly charged: number;
  readonly reserved: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export const PAGE_OUTCOMES = ['success', 'error', 'waiting'] as const;
export type PageOutcomeName = (typeof PAGE_OUTCOMES)[number];

/** Which pages of a job are shown; null for all of them. */
export interface PageFilter {
  readonly outcome: PageOutcomeName | null;
  /** A part of the URL, in any case. */
  readonly text: string | null;
}
