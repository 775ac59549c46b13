/** Whether gateways answer that all parts behind them are there. */

import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 100;
/** A frozen gateway accepts connections and answers nothing. */
const ANSWER_MS = 5_000;

/** Resolves when all have answered so; rejects with the signal's reason. */
export async function untilAllReady(urls: readonly string[], signal: AbortSignal): Promise<void> {
  for (const url of urls) while (!(await isReady(url, signal))) await sleep(LOOK_MS, undefined, { signal });
}

export async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  try {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const answer = await fetch(`${url}/readyz`, { signal: bounded });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    signal.throwIfAborted();
    return false; // away, or too busy to answer
  }
}
