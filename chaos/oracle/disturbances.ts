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
