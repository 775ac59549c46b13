/** One firing of a schedule: an ordinary job of its spider, or the reason why there is none. */

import { CallRefused } from '../core/failure.js';
import { lastRun, readTimetable } from '../core/schedule/runs.js';
import type { Scheduler } from '../ports/scheduler.js';
import type { Schedule } from '../core/schedule/schedule.js';
import type { Store } from '../ports/store/index.js';
import type { StartSpider } from './start-spider-job.js';

export interface Firing {
  readonly scheduleId: string;
  /** When it was due, in Unix milliseconds. */
  readonly dueAt: string | number;
}

/**
 * Resolves with the job's id, or a sentence on why none was started. Safe to repeat: one due time starts one job.
 *
 * After a standstill Temporal fires for the oldest missed time and skips the others as overlaps, so a firing that comes
 * late stands for the last time that has been due by now.
 */
export type RunSchedule = (firing: Firing) => Promise<string>;

export interface RunScheduleDeps {
  readonly store: Pick<Store, 'schedules' | 'accounts'>;
  readonly scheduler: Scheduler;
  readonly startSpider: StartSpider;
  readonly now: () => Date;
}

export function createRunSchedule({ store, scheduler, startSpider, now }: RunScheduleDeps): RunSchedule {
  return async ({ scheduleId, dueAt }) => {
    const schedule = await store.schedules.find(scheduleId);
    if (schedule === null) {
      await scheduler.remove(scheduleId);
      return 'not started: the schedule has been deleted';
    }
    if (!schedule.enabled) return 'not started: the schedule is not enabled';
    const account = await store.accounts.get(schedule.accountId);
    if (account === null || account.suspended) return 'not started: the account is suspended';
    // Under the last due time, so that a firing for that time itself starts no second job.
    const firing = `schedule ${scheduleId} ${lastDue(schedule, new Date(dueAt), now()).toISOString()}`;
    try {
      const job = await startSpider({
        account,
        spider: { id: schedule.spiderId },
        arguments: {},
        scheduleId,
        idempotency: { key: firing, request: firing },
      });
      return job.id;
    } catch (error) {
      // What may work in a minute is tried again, for as long as the firing's own bound lets it.
      if (error instanceof CallRefused && error.code !== 'SERVICE_UNAVAILABLE')
        return `not started: ${error.message}`;
      throw error;
    }
  };
}

/** The last time that was due by `now`; `dueAt` itself when none was due after it, or somebody triggered the firing. */
function lastDue({ cronExpression, timezone }: Schedule, dueAt: Date, now: Date): Date {
  const timetable = readTimetable(cronExpression, timezone);
  return (timetable === null ? null : lastRun(timetable, dueAt, now)) ?? dueAt;
}
