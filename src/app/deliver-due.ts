/**
 * Sends what is due of one job's deliveries, oldest first, one after the other, so that their order holds as far as
 * retries allow. An attempt is stored before the next one starts; one that a crash took with it is made again, with the
 * same event id.
 */

import { TIME_BOX_MS } from '../core/timings.js';
import { verdictOf, waitAfter, longestMs } from '../core/webhook.js';
import type { Delivery } from '../core/delivery.js';
import type { Consequence } from '../ports/store/deliveries.js';
import type { Job } from '../core/job.js';
import type { Store } from '../ports/store/index.js';
import type { WebhookAnswer, WebhookSender } from '../ports/webhook-sender.js';

export interface Delivered {
  /** Milliseconds until something is due; null when nothing waits. */
  readonly waitMs: number | null;
  /** Nothing new is sent until then: the webhook is down. */
  readonly paused: boolean;
}

/** Resolves early, with `waitMs` 0, when `signal` aborts. */
export type DeliverDue = (jobId: string, signal: AbortSignal) => Promise<Delivered>;

export interface DeliverDeps {
  readonly store: Store;
  readonly sender: WebhookSender;
  /** The body of an event; null when the results that it tells of are not kept any more. */
  readonly renderEvent: (delivery: Delivery, job: Job) => Promise<string | null>;
  /** Waits before each retry, in milliseconds. */
  readonly retryMs: readonly number[];
  readonly now: () => Date;
  /** Told of each attempt's end. */
  readonly onAttempt: (consequence: Consequence['kind']) => void;
}

const NOTHING: Delivered = { waitMs: null, paused: false };
const MORE: Delivered = { waitMs: 0, paused: false };

export function createDeliverDue(deps: DeliverDeps): DeliverDue {
  const { store, now } = deps;
  return async (jobId, signal) => {
    const job = await store.jobs.get(jobId);
    const account = job === null ? null : await store.accounts.get(job.accountId);
    if (job?.webhookUrl == null || account === null) return NOTHING;
    const until = performance.now() + TIME_BOX_MS.deliveries;
    while (performance.now() < until && !signal.aborted) {
      const next = await store.deliveries.next(jobId, now());
      if (next.kind === 'none') return NOTHING;
      if (next.kind === 'later')
        return { waitMs: Math.max(1, next.at.getTime() - now().getTime()), paused: next.paused };
      const sending = { job, url: job.webhookUrl, secret: account.webhookSecret };
      for (const delivery of next.deliveries) {
        if (performance.now() >= until || signal.aborted) break;
        // What is refused may have paused the webhook.
        if (!(await deliver(deps, sending, delivery, signal))) break;
      }
    }
    return MORE;
  };
}

interface Sending {
  readonly job: Job;
  readonly url: string;
  readonly secret: string;
}

/** Whether it was delivered; false too when `signal` aborted it, and nothing is stored of it then. */
async function deliver(
  deps: DeliverDeps,
  sending: Sending,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await attempt(deps, sending, delivery, signal)) === 'delivered';
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

async function attempt(
  { store, sender, renderEvent, retryMs, now, onAttempt }: DeliverDeps,
  { job, url, secret }: Sending,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Consequence['kind']> {
  const at = now();
  // A job that ended since is read again: its last event tells how.
  const current = delivery.kind === 'job' ? ((await store.jobs.get(job.id)) ?? job) : job;
  const body = await renderEvent(delivery, current);
  const answer: WebhookAnswer =
    body === null
      ? { status: null, error: 'The results of this job are no longer kept.', durationMs: 0 }
      : await sender.send({ url, id: delivery.id, body, secret }, signal);
  const consequence =
    body === null ? ({ kind: 'failed' } as const) : consequenceOf(delivery, answer, retryMs, now());
  const giveUpBefore = new Date(now().getTime() - longestMs(retryMs));
  await store.deliveries.record(delivery, { at, ...answer }, consequence, giveUpBefore);
  onAttempt(consequence.kind);
  return consequence.kind;
}

function consequenceOf(
  { attempts }: Delivery,
  { status }: WebhookAnswer,
  retryMs: readonly number[],
  now: Date,
): Consequence {
  const verdict = verdictOf(status);
  switch (verdict) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'gone':
      return { kind: 'stopped' };
    case 'refused': {
      const waitMs = waitAfter(attempts + 1, retryMs, Math.random());
      return waitMs === null ? { kind: 'failed' } : { kind: 'retry', at: new Date(now.getTime() + waitMs) };
    }
    default:
      return verdict satisfies never;
  }
}
