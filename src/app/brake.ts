/** How a chunk stops: no further page is started, and a while later those in flight are cut off. */

import { CHUNK_MS } from '../core/timings.js';

export interface Brake {
  /** Aborts when no further page may be started. */
  readonly stop: AbortSignal;
  /** Aborts a while after, when pages in flight are cut off. */
  readonly cutOff: AbortSignal;
  /** Aborts when the job is cancelled: pages in flight may end with what they have asked for, and ask for nothing more. */
  readonly cancelled: AbortSignal;
  /** Starts no further page, and lets those in flight end. */
  apply(): void;
  release(): void;
}

export interface BrakeSignals {
  /** The job is being cancelled: pages in flight are cut off soon. */
  readonly cancelled: AbortSignal;
  /** The worker is shutting down: pages in flight have some time to end. */
  readonly shutdown: AbortSignal;
  /** The disk is almost full: pages in flight end as they would, and no further one is started. */
  readonly low?: AbortSignal;
}

/** After `timeBoxMs` pages in flight may still take their time. Whoever makes a brake releases it. */
export function createBrake({ cancelled, shutdown, low }: BrakeSignals, timeBoxMs: number): Brake {
  const stop = new AbortController();
  const cutOff = new AbortController();
  const drains: NodeJS.Timeout[] = [];
  const drainWithin = (ms: number) => (): void => {
    stop.abort();
    drains.push(setTimeout(() => cutOff.abort(new Error('the chunk was stopped')), ms));
  };
  const timeBox = setTimeout(() => stop.abort(), timeBoxMs);
  const leave = [
    onAbort(cancelled, drainWithin(CHUNK_MS.cancelledDrain)),
    onAbort(shutdown, drainWithin(CHUNK_MS.drain)),
    ...(low === undefined ? [] : [onAbort(low, () => stop.abort())]),
  ];
  return {
    stop: stop.signal,
    cutOff: cutOff.signal,
    cancelled,
    apply: () => stop.abort(),
    release: () => {
      clearTimeout(timeBox);
      drains.forEach(clearTimeout);
      for (const off of leave) off();
    },
  };
}

/** Calls `act` once, now when the signal has aborted already. Returns how to stop listening. */
function onAbort(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
}
