/** What a full disk makes fail is tried again: a service waits for room as its jobs do. */

import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../error-code.js';

const RETRY_MS = 1_000;

/**
 * Does `work` each second until it does not fail for lack of space; `onFull` is told of the first time. Rejects with what
 * else it fails with, and with the lack of space itself once `stop` is aborted.
 */
export async function onceThereIsRoom<T>(
  work: () => Promise<T>,
  stop: AbortSignal,
  onFull: (error: unknown) => void,
): Promise<T> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) !== 'ENOSPC' || stop.aborted) throw error;
      if (!isTold) onFull(error);
      // The only error is the abort, after which there is one more try.
      await sleep(RETRY_MS, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}
