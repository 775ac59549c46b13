/**
 * Work of a worker that meets a database which is away: it waits until the database answers again, and is done once more.
 * Temporal would repeat it too, but later with every attempt that fails.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { PartAway } from '../ports/part-away.js';
import type { Log } from '../ports/log.js';
import { RIDE_OUT_MS } from '../core/timings.js';
import { within } from './within.js';

/** Between two looks whether the database answers, for all work of this process together. */
const LOOK_MS = 250;

export interface RideOut {
  /**
   * Does `work`, and again for as long as it rejects with `PartAway` of the database, for `RIDE_OUT_MS` at most: then, and
   * when the worker shuts down, it rejects with that error. `work` must be safe to repeat.
   */
  <T>(work: () => Promise<T>): Promise<T>;
}

export interface RideOutDeps {
  /** Rejects while the database does not answer. */
  readonly check: () => Promise<void>;
  /** Aborts when the worker is shutting down. */
  readonly shutdown: AbortSignal;
  readonly log: Log;
}

export function createRideOut({ check, shutdown, log }: RideOutDeps): RideOut {
  let comeback: Promise<void> | undefined;

  /** Resolves when the database answers again, or the worker shuts down. Never rejects. */
  const look = async (reason: PartAway): Promise<void> => {
    log.warn({ err: reason }, 'the database is away, work waits for it');
    const awayAt = performance.now();
    for (;;) {
      await sleep(LOOK_MS, undefined, { signal: shutdown }).catch(() => undefined);
      if (shutdown.aborted) return;
      try {
        await check();
        log.info({ awayMs: Math.round(performance.now() - awayAt) }, 'the database is back, work goes on');
        return;
      } catch (error) {
        // It answers; what is wrong is for the work to say.
        if (!isAway(error)) return;
      }
    }
  };

  return async (work) => {
    const giveUpAt = performance.now() + RIDE_OUT_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const leftMs = giveUpAt - performance.now();
        if (!isAway(error) || shutdown.aborted || leftMs <= 0) throw error;
        comeback ??= look(error).finally(() => (comeback = undefined));
        await within(leftMs, comeback);
      }
    }
  };
}

/** The same function, whose work rides out an outage: it is begun again from its beginning. */
export function ridingOut<A extends readonly unknown[], R>(
  rideOut: RideOut,
  work: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return (...args) => rideOut(() => work(...args));
}

function isAway(error: unknown): error is PartAway {
  return error instanceof PartAway && error.part === 'database';
}
