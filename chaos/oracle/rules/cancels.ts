/** A job whose cancel was acknowledged is cancelled, and no site is asked for it any more. */

import type { Call, History } from '../../types.js';
import { hitsBetween, RECOVERY_MS, slowestReadMs } from '../disturbances.js';
import { violation, type Rule } from '../evidence.js';

/**
 * From the acknowledgement on, in milliseconds. A machine with more to do than it can is given as long again as the call itself
 * has taken: all of the service waits for its turn there.
 */
const GRACE_MS = 1_000;

export const cancels: Rule = ({ history, requests, jobs }) => {
  const acknowledged = history.calls.filter(({ step, status }) => step === 'cancel' && status === 200);
  const late = acknowledged.flatMap((call) => {
    const ackMs = call.headMs ?? call.endedMs;
    const graceMs = GRACE_MS + ackMs - call.sentMs;
    const after = requests.filter(
      ({ operationId, atMs }) => operationId === call.operationId && atMs > ackMs + graceMs,
    );
    const [first] = after.filter(({ atMs }) => atMs > allowedUntil(history, ackMs, graceMs, atMs));
    if (first === undefined) return [];
    const text = `${after.length} requests came after the cancel, ${first.path} ${first.atMs - ackMs} ms after its answer`;
    return violation('cancels', { operationId: call.operationId, id: jobOf(call) }, text);
  });
  const cancelled = new Set(acknowledged.map(jobOf));
  const asked = new Set(history.calls.filter(({ step }) => step === 'cancel').map(jobOf));
  const wrong = jobs.flatMap((job) => {
    if (cancelled.has(job.id) && (job.end === 'completed' || job.end === 'failed'))
      return violation('cancels', job, `the job was cancelled, and has ended as ${job.end}`);
    if (job.end === 'cancelled' && !asked.has(job.id))
      return violation('cancels', job, 'the job is cancelled, and nobody has asked for that');
    return [];
  });
  return [...late, ...wrong];
};

/**
 * A process that stood still, or was started again, hears of the cancel when it is back: until then, and not for ever, it
 * may go on. So may one on a machine where everything takes long, for about as long.
 */
function allowedUntil(history: History, ackMs: number, graceMs: number, requestMs: number): number {
  const ends = hitsBetween(history, ackMs, requestMs).map(({ endedMs }) => endedMs + RECOVERY_MS);
  const slowMs = GRACE_MS + slowestReadMs(history, ackMs, ackMs);
  return Math.max(ackMs + graceMs, ackMs + slowMs, ...ends);
}

function jobOf({ url }: Call): string {
  return new URL(url).pathname.split('/').at(-1) ?? '';
}
