/**
 * Whether Temporal still has the schedules that it was given. It may have lost them: its database was restored to an earlier
 * state, or made anew. What it lacks is applied by the reconciler like any other change.
 */

import type { Log } from '../ports/log.js';
import type { ScheduleCheck } from '../ports/scheduler.js';
import type { Store } from '../ports/store/index.js';

/** It asks for all schedules of a namespace, which is much for a server with many of them. */
const EVERY_MS = 3_600_000;

/**
 * Looks at the first call of a process and once an hour after that; other calls do nothing. Never rejects: jobs are looked
 * after whether schedules could be compared or not.
 */
export type CheckSchedules = () => Promise<void>;

export interface CheckSchedulesDeps {
  readonly store: { readonly schedules: Pick<Store['schedules'], 'applied' | 'noteLacking'> };
  readonly scheduler: ScheduleCheck;
  readonly now: () => Date;
  readonly log: Log;
}

export function createCheckSchedules({ store, scheduler, now, log }: CheckSchedulesDeps): CheckSchedules {
  let dueAt = 0;
  return async () => {
    if (now().getTime() < dueAt) return;
    try {
      const applied = await store.schedules.applied();
      const ids = applied.length === 0 ? [] : await scheduler.lacking(applied);
      if (ids.length > 0) {
        log.warn({ schedules: ids.length }, 'Temporal lacks schedules, they are applied again');
        await store.schedules.noteLacking(ids);
      }
      dueAt = now().getTime() + EVERY_MS;
    } catch (error) {
      log.warn({ err: error }, 'schedules could not be compared with those of Temporal, will be tried again');
    }
  };
}
