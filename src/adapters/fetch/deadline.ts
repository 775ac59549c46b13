/** One timer and one abort listener per fetch, cheaper than AbortSignal.any and leaving nothing on a long-lived signal. */

import { setMaxListeners } from 'node:events';

/** The time of a fetch was used up. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

export interface Deadline {
  /** Why the fetch must stop, or null while it may go on: `DeadlineExceeded`, or an Error around the signal's reason. */
  readonly ended: Error | null;
  /** Whoever is waiting now; called once, when the deadline ends. One at a time: steps of a fetch are sequential. */
  onEnd: ((reason: Error) => void) | null;
  /** Must be called when the fetch is over, however it ended. */
  stop(): void;
}

/** setTimeout fires at once on longer delays. */
const MAX_TIMER_MS = 2_147_483_647;

/** Starts counting now. An already aborted signal is the caller's to check. */
export function startDeadline(timeoutMs: number, signal: AbortSignal): Deadline {
  let ended: Error | null = null;
  const end = (reason: Error): void => {
    if (ended !== null) return;
    ended = reason;
    deadline.onEnd?.(reason);
  };
  const onAbort = (): void => end(new Error('aborted', { cause: signal.reason }));
  const onTimer = (): void => end(new DeadlineExceeded());
  const timer = setTimeout(onTimer, Math.min(Math.max(timeoutMs, 0), MAX_TIMER_MS));
  // One signal stops many fetches at once; Node would warn at the eleventh.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', onAbort, { once: true });

  const deadline: Deadline = {
    get ended() {
      return ended;
    },
    onEnd: null,
    stop() {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      deadline.onEnd = null;
    },
  };
  return deadline;
}
