/** The clock of the embedded database's upkeep. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../../ports/log.js';
import { createUpkeep, UPKEEP_LIMITS, type UpkeepDone, type UpkeepSizes } from './upkeep.js';
import type { UpkeepSession } from '../pglite-dialect.js';

export { createUpkeep, UPKEEP_LIMITS } from './upkeep.js';
export type { Upkeep, UpkeepDone, UpkeepKind, UpkeepSizes } from './upkeep.js';

/** Between steps: WAL can grow by some tens of megabytes in it. */
const STEP_MS = 1_000;
const AFTER_ERROR_MS = 60_000;

export interface UpkeepClockDeps {
  readonly session: UpkeepSession;
  readonly folder: string;
  readonly log: Log;
  readonly onDone: (done: UpkeepDone) => void;
  readonly onSizes: (sizes: UpkeepSizes) => void;
}

/** Starts the upkeep; `stop` resolves when the statement under way has ended. */
export function startUpkeep({ log, onDone, ...deps }: UpkeepClockDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const upkeep = createUpkeep({ ...deps, limits: UPKEEP_LIMITS });

  async function takeSteps(): Promise<void> {
    while (!stopping.signal.aborted) {
      let waitMs = STEP_MS;
      try {
        const done = await upkeep.step();
        if (done !== null) {
          onDone(done);
          log.debug({ ...done }, "a step of the embedded database's upkeep ended");
        }
      } catch (error) {
        log.warn({ err: error }, "a step of the embedded database's upkeep failed, will be tried again");
        waitMs = AFTER_ERROR_MS;
      }
      // The only error is the abort, which the loop sees.
      await sleep(waitMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  const ended = takeSteps();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
