/** Waits of a page's visit: each ends by itself, at the deadline or with the visit. */

import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from '../../core/unless-aborted.js';
import { nextChange } from './in-page.js';
import type { World } from './world.js';

/** A page that is busy gets this much longer to answer that nothing has changed. */
const BUSY_MS = 500;

export interface Deadline {
  /** `performance.now()` at which the page is taken as it is. */
  readonly readyBy: number;
  readonly signal: AbortSignal;
}

export interface InTime {
  /** Milliseconds until the deadline; negative after it. */
  left(): number;
  /**
   * What `promise` resolves to; undefined when it takes longer than `ms` or rejects, as the calls of a document do that
   * the page has left. Rejects with the signal's reason.
   */
  within<T>(promise: Promise<T>, ms: number): Promise<T | undefined>;
  /** Ends at the deadline at the latest. */
  pause(ms: number): Promise<void>;
  /** Whether the document changes within `ms`; undefined when the page has left it, or is too busy to say. */
  changesWithin(world: World, ms: number): Promise<boolean | undefined>;
}

export function inTime({ readyBy, signal }: Deadline): InTime {
  const left = (): number => readyBy - performance.now();
  const within = async <T>(promise: Promise<T>, ms: number): Promise<T | undefined> => {
    const timer = new AbortController();
    try {
      const late = sleep(Math.max(0, ms), undefined, { signal: timer.signal }).catch(() => undefined);
      return await unlessAborted(Promise.race([promise.catch(() => undefined), late]), signal);
    } finally {
      timer.abort();
    }
  };
  return {
    left,
    within,
    pause: (ms) => within(new Promise<void>(() => undefined), Math.min(ms, left())),
    changesWithin: (world, ms) =>
      within(world.evaluate<boolean>(nextChange(ms)), Math.min(left(), ms + BUSY_MS)),
  };
}
