/**
 * Whether this process stood still: frozen, swapped out, on a machine that slept, or starved of its processor. Time-outs
 * and broken connections of such a while say nothing about the sites that were being asked.
 */

const TICK_MS = 500;
/** Longer than any page holds up the thread. */
const STANDSTILL_MS = 4_000;

export interface Standstill {
  /** Whether the process stood still at any time since `startedAt`, in milliseconds of the epoch. */
  since(startedAt: number): boolean;
  close(): void;
}

/** Ticks until it is closed. By the machine's clock, since others stop while a machine sleeps. */
export function watchStandstill(now: () => number = Date.now): Standstill {
  let tickedAt = now();
  /** When the last standstill was over. */
  let movedAt = Number.NEGATIVE_INFINITY;
  const tick = (): void => {
    const at = now();
    if (at - tickedAt > STANDSTILL_MS) movedAt = at;
    // The clock was set back: else all that begins from here on would seem to have begun before that standstill's end.
    if (at < tickedAt) movedAt = Math.min(movedAt, at);
    tickedAt = at;
  };
  const timer = setInterval(tick, TICK_MS).unref();
  return {
    since: (startedAt) => {
      tick(); // the timer may come after what ran out meanwhile
      return movedAt > startedAt;
    },
    close: () => clearInterval(timer),
  };
}
