/** Bounded waiting: a test never hangs on something that does not come. */

import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves with the first value of `probe` that is not undefined, false or null; rejects after `withinMs`. */
export async function waitFor<T>(
  what: string,
  probe: () => T | Promise<T>,
  withinMs = 30_000,
): Promise<Exclude<T, undefined | false | null>> {
  const until = Date.now() + withinMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false && value !== null) {
      return value as Exclude<T, undefined | false | null>;
    }
    if (Date.now() > until) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await sleep(25);
  }
}
