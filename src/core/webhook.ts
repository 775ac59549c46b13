/**
 * The rules of webhook deliveries, without I/O. Times are in milliseconds.
 *
 * - event     something that happened to a job: a page ended, or the job did.
 * - delivery  one event on its way to the job's webhook. Its id goes with every attempt.
 * - attempt   one request to the webhook.
 * - pause     a webhook that refuses one delivery after the other is left alone until the oldest is due again.
 */

import type { AllowList } from './net/allow-list.js';
import { checkTarget, parseTarget, portOf } from './net/target.js';

/** `stopped`: the receiver answered 410, and nothing more is sent to it for this job. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'stopped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type Verdict = 'delivered' | 'gone' | 'refused';

/** `status` is null when no answer came. A redirect is not followed: it is a refusal like any. */
export function verdictOf(status: number | null): Verdict {
  if (status === 410) return 'gone';
  return status !== null && status >= 200 && status < 300 ? 'delivered' : 'refused';
}

/** At most this share is added to a wait, so that many deliveries do not come back at one moment. */
const JITTER = 0.1;

/**
 * How long to wait after the `attempts`-th attempt was refused; null when it was the last one. `waitsMs`: the schedule;
 * `chance`: 0 to 1.
 */
export function waitAfter(attempts: number, waitsMs: readonly number[], chance: number): number | null {
  const wait = waitsMs[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * chance));
}

/** So many refusals in a row and a webhook is taken for down. */
const DOWN_AFTER = 5;

export function isDown(refusalsInARow: number): boolean {
  return refusalsInARow >= DOWN_AFTER;
}

/** How long a delivery may take in all. One that waited so long behind a webhook that was down is given up with it. */
export function longestMs(waitsMs: readonly number[]): number {
  return waitsMs.reduce((sum, wait) => sum + wait, 0) * (1 + JITTER);
}

/** Why nothing may be sent to `text`, as the end of a sentence about it; null when it may. */
export function webhookProblem(text: string, allowList: AllowList): string | null {
  const url = parseTarget(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return 'must be an absolute https URL';
  if (url.protocol === 'http:' && !allowList.names(url.hostname, portOf(url)))
    return 'must be an https URL: plain http is for hosts that the operator names';
  return checkTarget(url, allowList) === null
    ? null
    : 'must not point to a private address or a blocked port';
}
