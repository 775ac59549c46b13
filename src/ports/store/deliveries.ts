/** Webhook deliveries in the database. They are written by what causes them: the commit of pages and `settle`. */

import type { Attempt, Delivery } from '../../core/delivery.js';
import type { DeliveryState } from '../../core/webhook.js';

export type NextDelivery =
  | { readonly kind: 'due'; readonly deliveries: readonly Delivery[] }
  | { readonly kind: 'later'; readonly at: Date; readonly paused: boolean }
  | { readonly kind: 'none' };

export interface DeliveryQuery {
  readonly jobId: string | null;
  readonly state: DeliveryState | null;
  /** Only those behind this one in the list; null from its start. */
  readonly after: string | null;
  readonly limit: number;
}

/** What an attempt leads to. */
export type Consequence =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'retry'; readonly at: Date }
  | { readonly kind: 'failed' };

export interface Deliveries {
  /** The job's waiting deliveries that are due, oldest first and some of them at least, or when one will be. */
  next(jobId: string, now: Date): Promise<NextDelivery>;
  /**
   * Stores an attempt with what it leads to, in one transaction, and counts refusals in a row: behind a webhook that is
   * down nothing else of the job is sent until `retry.at`, and when the retries are over, what was written before
   * `giveUpBefore` fails as well.
   */
  record(delivery: Delivery, attempt: Attempt, consequence: Consequence, giveUpBefore: Date): Promise<void>;
  get(id: string): Promise<Delivery | null>;
  /** Attempts at a delivery, oldest first. */
  attempts(id: string): Promise<Attempt[]>;
  /** Newest first. */
  list(accountId: string, query: DeliveryQuery): Promise<Delivery[]>;
  /** Makes a delivery that has ended wait again, due now, with all its retries. Null when there is none. */
  replay(id: string, now: Date): Promise<Delivery | null>;
  /** The same for all of a job that failed or were stopped; returns how many. */
  replayJob(jobId: string, now: Date): Promise<number>;
  /** Jobs with deliveries that were due before `before`, and that nobody seems to look after. */
  overdue(before: Date, limit: number): Promise<string[]>;
}
