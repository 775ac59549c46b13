/**
 * A fixed number of places. Those who wait are served by owner: first who holds the fewest places, and among equals who has
 * waited longest, so that an owner with many pages does not keep the others out.
 */

export interface Slots {
  /** Waits for a place; the result gives it back. Rejects with the signal's reason when it aborts first. */
  take(owner: string, signal: AbortSignal): Promise<() => void>;
}

interface Waiting {
  readonly owner: string;
  admit(): void;
}

export function createSlots(count: number): Slots {
  // In the order in which they came.
  const waiting = new Set<Waiting>();
  /** Places by owner, those with any. */
  const held = new Map<string, number>();
  let free = count;

  const heldBy = (owner: string): number => held.get(owner) ?? 0;
  const note = (owner: string, change: 1 | -1): void => {
    const now = heldBy(owner) + change;
    free -= change;
    if (now === 0) held.delete(owner);
    else held.set(owner, now);
  };
  const next = (): Waiting | undefined => {
    let best: Waiting | undefined;
    for (const one of waiting) if (best === undefined || heldBy(one.owner) < heldBy(best.owner)) best = one;
    return best;
  };

  const give = (owner: string): (() => void) => {
    let isHeld = true;
    note(owner, 1);
    return () => {
      if (!isHeld) return;
      isHeld = false;
      note(owner, -1);
      next()?.admit();
    };
  };

  return {
    take: (owner, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        if (free > 0) return resolve(give(owner));
        const leave = (): void => {
          waiting.delete(one);
          signal.removeEventListener('abort', giveUp);
        };
        const one: Waiting = {
          owner,
          admit: () => {
            leave();
            resolve(give(owner));
          },
        };
        const giveUp = (): void => {
          leave();
          reject(signal.reason as Error);
        };
        waiting.add(one);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
  };
}
