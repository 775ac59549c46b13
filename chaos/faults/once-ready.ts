/** Waiting with a fault until what was harmed before is there again. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningDeployment } from '../deployment/running.js';

/** A deployment that is not ready by then is harmed all the same. */
const READY_MS = 60_000;

export async function onceReady(
  target: RunningDeployment,
  afterReadyMs: number | null,
  signal: AbortSignal,
): Promise<void> {
  if (afterReadyMs === null) return;
  const bound = AbortSignal.any([signal, AbortSignal.timeout(READY_MS)]);
  try {
    await target.whenReady(bound);
    await sleep(afterReadyMs, undefined, { signal: bound });
  } catch (error) {
    signal.throwIfAborted();
    if (!bound.aborted) throw error;
  }
}
