/** What the rules look at: everything that a run has left behind, in the same words for all APIs. */

import type { Call, History, Operation, Violation, World } from '../types.js';
import type { Api } from '../workload/inputs.js';

/** Stands in the place of an operation's id in the calls that look at what a run has left. */
export const ORACLE = 'oracle';

/** `open` is a job that has not ended. */
export type JobEnd = 'completed' | 'cancelled' | 'failed' | 'open';

export interface ResultView {
  readonly url: string;
  /** Null for a page that was read, and otherwise why it was not. */
  readonly code: string | null;
  /** Of a page that was read. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface JobView {
  readonly id: string;
  /** The account's name in the workload. */
  readonly account: string;
  readonly api: Api;
  readonly kind: 'extract' | 'batch' | 'crawl' | 'selectors' | 'spider';
  /** The operation whose pages it visits. */
  readonly operationId: string | null;
  readonly end: JobEnd;
  /** Why it failed, for people. */
  readonly reason: string | null;
  /** Of spiders there are none. */
  readonly results: readonly ResultView[];
  /** What its spider has found. */
  readonly items: readonly unknown[];
  readonly succeeded: number;
  readonly failed: number;
  /** Null where the API does not say. */
  readonly charged: number | null;
  readonly scheduleId: string | null;
  /** The second in which it was created and ended: its beginning, and its end. In milliseconds. */
  readonly createdMs: number;
  readonly finishedMs: number | null;
}

export interface LedgerLine {
  readonly kind: 'reserve' | 'refund' | 'topup';
  readonly source: 'month' | 'prepaid';
  readonly units: number;
  readonly jobId: string | null;
}

export interface DeliveryView {
  readonly id: string;
  readonly jobId: string;
  readonly kind: 'page' | 'job';
  readonly pageNo: number | null;
  readonly state: string;
  readonly attempts: number;
}

export interface AccountView {
  readonly name: string;
  readonly id: string;
  /** Units of the month; null for no limit. */
  readonly limit: number | null;
  readonly used: number;
  readonly prepaid: number;
  readonly ledger: readonly LedgerLine[];
  readonly deliveries: readonly DeliveryView[];
}

export interface WorkflowView {
  readonly id: string;
  readonly type: string;
  /** As Temporal names it: RUNNING, COMPLETED, CANCELLED, FAILED, TERMINATED, TIMED_OUT, CONTINUED_AS_NEW. */
  readonly status: string;
}

/** Rows that should have gone. */
export interface Leftover {
  readonly what: string;
  readonly rows: number;
}

export interface Evidence {
  readonly operations: readonly Operation[];
  readonly history: History;
  readonly requests: World['requests'];
  readonly deliveries: World['deliveries'];
  readonly jobs: readonly JobView[];
  readonly accounts: readonly AccountView[];
  readonly workflows: readonly WorkflowView[];
  /** Empty where the database cannot be read. */
  readonly leftovers: readonly Leftover[];
  /** The calls that have looked at all of it. */
  readonly looks: readonly Call[];
}

/** A rule: what is wrong, in sentences. Pure. */
export type Rule = (evidence: Evidence) => Violation[];

/** A violation of `rule` about a job, an operation or neither. */
export function violation(
  rule: string,
  about: { readonly operationId?: string | null; readonly id?: string | null } | null,
  text: string,
): Violation {
  return { rule, operationId: about?.operationId ?? null, jobId: about?.id ?? null, text };
}
