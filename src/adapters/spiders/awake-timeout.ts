/**
 * A time-out that counts only time in which this process ran: one that was frozen, or whose machine slept, has not given
 * its child that time, and has not read what the child has said since.
 */

/** A standstill of any length counts as one of these. */
const STEP_MS = 500;

export interface AwakeTimeout {
  /** Begins anew. */
  refresh(): void;
  clear(): void;
}

/** Calls `onTimeout` once, after `ms`; a little later where `ms` is no multiple of half a second. */
export function setAwakeTimeout(onTimeout: () => void, ms: number): AwakeTimeout {
  let stepsLeft = 0;
  let timer: NodeJS.Timeout | undefined;
  let last: NodeJS.Immediate | undefined;
  const clear = (): void => {
    clearTimeout(timer);
    clearImmediate(last);
  };
  const step = (): void => {
    stepsLeft -= 1;
    if (stepsLeft > 0) timer?.refresh();
    // What has come meanwhile is read first.
    else last = setImmediate(onTimeout);
  };
  const start = (): void => {
    clear();
    stepsLeft = Math.max(1, Math.ceil(ms / STEP_MS));
    timer = setTimeout(step, Math.min(ms, STEP_MS));
  };
  start();
  return { refresh: start, clear };
}
