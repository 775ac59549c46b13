/** How a chunk stops: no further page is started, and a while later those in flight are cut off. */

import { CHUNK_MS } from '../core/timings.js';

export interface Brake {
  /** Aborts when no further page may be started. */
  readonly stop: AbortSignal;
  /** Aborts a while after, when pages in flight are cut off. */
  readonly cutOff: AbortSignal;
  /** Starts no further page, and lets those in flight end. */
  apply(): void;
  release(): void;
}

/**
 * `urgent` signals stop and then cut off; after `timeBoxMs` pages in flight may still take their time. Whoever makes a
 * brake releases it.
 */
export function createBrake(urgent: readonly AbortSignal[], timeBoxMs: number): Brake {
  const stop = new AbortController();
  const cutOff = new AbortController();
  let drain: NodeJS.Timeout | undefined;
  const onUrgent = (): void => {
    stop.abort();
    drain ??= setTimeout(() => cutOff.abort(new Error('the chunk was stopped')), CHUNK_MS.drain);
  };
  const timeBox = setTimeout(() => stop.abort(), timeBoxMs);
  for (const signal of urgent) {
    if (signal.aborted) onUrgent();
    else signal.addEventListener('abort', onUrgent, { once: true });
  }
  return {
    stop: stop.signal,
    cutOff: cutOff.signal,
    apply: () => stop.abort(),
    release: () => {
      clearTimeout(timeBox);
      clearTimeout(drain);
      for (const signal of urgent) signal.removeEventListener('abort', onUrgent);
    },
  };
}
