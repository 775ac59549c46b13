/** A fixed number of places, given out in the order in which they were asked for. */

export interface Slots {
  /** Waits for a place; the result gives it back. Rejects with the signal's reason when it aborts first. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createSlots(count: number): Slots {
  const waiting = new Set<() => void>();
  let free = count;

  const give = (): (() => void) => {
    let held = true;
    free -= 1;
    return () => {
      if (!held) return;
      held = false;
      free += 1;
      const [next] = waiting;
      next?.();
    };
  };

  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        if (free > 0) return resolve(give());
        const leave = (): void => {
          waiting.delete(admit);
          signal.removeEventListener('abort', giveUp);
        };
        const admit = (): void => {
          leave();
          resolve(give());
        };
        const giveUp = (): void => {
          leave();
          reject(signal.reason as Error);
        };
        waiting.add(admit);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
  };
}
