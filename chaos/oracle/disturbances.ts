/** When the deployment was not left alone: what is promised of an undisturbed one is not asked of it then. */

import type { History, Injection } from '../types.js';

/** From the end of a fault until everything is as before: a program starts, a heartbeat is missed. In milliseconds. */
export const RECOVERY_MS = 30_000;

/** Faults that have hit something. */
export function hitsOf({ injections }: Pick<History, 'injections'>): readonly Injection[] {
  return injections.filter(({ parts }) => parts.length > 0);
}

/** Faults that hit something, or were not yet recovered from, at some moment between the two. */
export function hitsBetween(history: Pick<History, 'injections'>, fromMs: number, toMs: number): Injection[] {
  return hitsOf(history).filter(
    ({ startedMs, endedMs }) => startedMs <= toMs && endedMs + RECOVERY_MS >= fromMs,
  );
}

export function isDisturbed(history: Pick<History, 'injections'>, fromMs: number, toMs: number): boolean {
  return hitsBetween(history, fromMs, toMs).length > 0;
}

/** Reads so long before and after a moment tell how fast the machine was then, in milliseconds. */
const AROUND_MS = 15_000;

/**
 * How long the slowest look at a job took around these moments: next to nothing, unless the machine has more to do than it
 * can. What is promised within a time is promised of a machine that keeps up.
 */
export function slowestReadMs({ calls }: Pick<History, 'calls'>, fromMs: number, toMs: number): number {
  const took = calls
    .filter(({ step }) => step === 'read')
    .filter(({ sentMs, endedMs }) => sentMs <= toMs + AROUND_MS && endedMs >= fromMs - AROUND_MS)
    .map(({ sentMs, headMs }) => (headMs === null ? 0 : headMs - sentMs));
  return Math.max(0, ...took);
}
