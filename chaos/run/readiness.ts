/** How often and for how long a deployment was not ready, as whoever asks /readyz sees it. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isReady } from '../deployment/ready.js';

const LOOK_MS = 250;

export interface Readiness {
  /** Milliseconds of each time in which a gateway was not ready, in their order; ended ones only. */
  readonly outagesMs: readonly number[];
}

/** Looks until `signal` aborts. Never rejects. */
export async function watchReadiness(urls: readonly string[], signal: AbortSignal): Promise<Readiness> {
  const outagesMs: number[] = [];
  const watch = async (url: string): Promise<void> => {
    for (let sinceMs: number | null = null; ; await sleep(LOOK_MS, undefined, { signal })) {
      const ready = await isReady(url, signal);
      if (!ready) sinceMs ??= Date.now();
      else if (sinceMs !== null) {
        outagesMs.push(Date.now() - sinceMs);
        sinceMs = null;
      }
    }
  };
  await Promise.allSettled(urls.map(watch));
  return { outagesMs };
}
