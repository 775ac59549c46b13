/** Waiting for something to become so, without guessing how long it takes. */

import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 40;

/** Asks again until `probe` gives something truthy; fails naming `what` when it has not within the bound. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${withinMs} ms`);
    await sleep(EVERY_MS);
  }
}
