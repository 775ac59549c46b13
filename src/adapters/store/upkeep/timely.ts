/** When a statement of the upkeep may run. The embedded database has one session: while it runs, all others wait. */

/** So short a statement holds no one up. */
const SHORT_MS = 100;
/** No statement waits for a longer pause than this: the reconciler uses the database each minute. */
const LONGEST_PAUSE_MS = 30_000;
const SHORTEST_PAUSE_MS = 1_000;
/** A service without pauses gets what cannot be left undone after this time. */
const OVERDUE_MS = 10 * 60_000;

export interface Wish {
  /** How long the statement is expected to take. */
  readonly expectedMs: number;
  /** How long no one has used the database. */
  readonly idleMs: number;
  /** How long the statement has been due. */
  readonly dueMs: number;
  /** The longest that it may hold up others when it is overdue; `Infinity` when it must not be left undone. */
  readonly overdueMs: number;
}

/**
 * A short statement runs at once, a longer one after a pause as long as itself: who has not asked for so long will
 * hardly ask now. One that has been due for ten minutes runs without a pause.
 */
export function isTimely({ expectedMs, idleMs, dueMs, overdueMs }: Wish): boolean {
  if (expectedMs <= SHORT_MS) return true;
  if (idleMs >= Math.min(Math.max(expectedMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS)) return true;
  return dueMs >= OVERDUE_MS && expectedMs <= overdueMs;
}
