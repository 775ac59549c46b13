/**
 * The arithmetic of units. A reservation takes the month's units first and then prepaid ones; a refund goes back in the
 * reverse order, so month units pay for what ran.
 */

import { failureRule, type FailureCode } from './failure.js';
import { type JobKind, factsOf } from './job-kinds.js';

/** Units split by where they come from or go to. Both are non-negative integers. */
export interface Split {
  readonly month: number;
  readonly prepaid: number;
}

export const NOTHING: Split = { month: 0, prepaid: 0 };

/**
 * Splits `units` over what is left. `monthRemaining` is null when the month is unlimited; it may be negative after a
 * plan change, which counts as zero. Returns null when both together do not suffice.
 */
export function reserve(
  units: number,
  monthRemaining: number | null,
  prepaidAvailable: number,
): Split | null {
  const month = monthRemaining === null ? units : Math.min(units, Math.max(0, monthRemaining));
  const prepaid = units - month;
  return prepaid > Math.max(0, prepaidAvailable) ? null : { month, prepaid };
}

/**
 * Splits what is given back of a reservation: prepaid units first. `charged` above the reservation is a bug and throws.
 */
export function refund(reserved: Split, charged: number): Split {
  const units = reserved.month + reserved.prepaid - charged;
  if (units < 0) throw new Error(`charged ${charged} of ${reserved.month + reserved.prepaid} reserved units`);
  const prepaid = Math.min(units, reserved.prepaid);
  return { month: units - prepaid, prepaid };
}

/** Units of a page that ended with `failed`, or with data when it is null. */
export function pagePrice(failed: FailureCode | null): number {
  return failed === null || failureRule(failed).charged === true ? 1 : 0;
}

/** What the price of a job at its end depends on; the counts are of pages with an outcome. */
export interface EndedJob {
  readonly kind: JobKind;
  /** Pages that the job has reserved units for, one each. */
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  /** What its pages with an outcome cost, in units. */
  readonly charged: number;
}

/**
 * Units that a job owes when it ends. A page with an outcome costs what that outcome costs, however the job ends. A page
 * without one is given back, unless the job was cancelled and is of a kind that keeps it then.
 */
export function chargeAtEnd(job: EndedJob, cancelled: boolean): number {
  if (!cancelled || factsOf(job.kind).refundsUnrunWhenCancelled) return job.charged;
  return job.charged + Math.max(0, job.total - job.succeeded - job.failed - job.skipped);
}

/** The share of the month's rest that a crawl may reserve unless its caller lifts the cap. */
const CRAWL_SHARE = 0.25;

/** `units` lowered to the cap: at least 1 while anything of the month remains, else 0. Null means an unlimited month. */
export function capUnits(units: number, monthRemaining: number | null): number {
  if (monthRemaining === null) return units;
  if (monthRemaining <= 0) return 0;
  return Math.min(units, Math.max(1, Math.floor(monthRemaining * CRAWL_SHARE)));
}
