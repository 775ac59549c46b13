/** A webhook delivery and its attempts. */

import type { DeliveryState } from './webhook.js';

export interface Delivery {
  /** `evt_…`: the same through all attempts, and never given twice. */
  readonly id: string;
  readonly jobId: string;
  readonly accountId: string;
  /** What it tells of: a page that ended, or the job's end. */
  readonly kind: 'page' | 'job';
  readonly pageNo: number | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: Date;
  /** When the next attempt is due; meaningless once it has ended. */
  readonly nextAt: Date;
  readonly endedAt: Date | null;
}

export interface Attempt {
  readonly at: Date;
  readonly durationMs: number;
  /** HTTP status; null when none came. */
  readonly status: number | null;
  /** Why none came, or why nothing was sent. */
  readonly error: string | null;
}
