/** The machine's clock, as this process sees it. */

export interface TestClock {
  /** Sets it to `byMs` later than it is, or earlier when negative. */
  shift(byMs: number): void;
  /** Sets it right. */
  restore(): void;
}

/** Takes the clock over, for whatever takes hold of `Date.now` from now on. Whoever does this restores it. */
export function takeClock(): TestClock {
  const right = Date.now;
  let byMs = 0;
  Date.now = () => right() + byMs;
  return {
    shift: (ms) => (byMs = ms),
    restore: () => (Date.now = right),
  };
}
