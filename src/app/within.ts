import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the promise does, or when its time is over; rejects when the promise does before. */
export async function within(ms: number, promise: Promise<void>): Promise<void> {
  if (ms <= 0) return;
  const timer = new AbortController();
  await Promise.race([promise, sleep(ms, undefined, timer)]).finally(() => timer.abort());
}
