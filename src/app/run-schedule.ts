/** One firing of a schedule: an ordinary job of its spider, or the reason why there is none. */

import { nextRun } from '../core/cron.js';
import { CallRefused } from '../core/failure.js';
import type { Scheduler } from '../ports/scheduler.js';
import type { Store } from '../ports/store.js';
import type { StartSpider } from './start-spider-job.js';

export interface Firing {
  readonly scheduleId: string;
  /** When it was due, in Unix milliseconds. */
  readonly dueAt: number;
}

/** Resolves with the job's id, or a sentence on why none was started. Safe to repeat: a firing starts one job. */
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
    // Of runs that were missed the last one is enough.
    const later = nextRun(schedule.cronExpression, schedule.timezone, new Date(dueAt));
    if (later !== null && later <= now())
      return 'not started: a later run was due before this one could start';
    const account = await store.accounts.get(schedule.accountId);
    if (account === null || account.suspended) return 'not started: the account is suspended';
    const firing = `schedule ${scheduleId} ${new Date(dueAt).toISOString()}`;
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
      if (error instanceof CallRefused) return `not started: ${error.message}`;
      throw error;
    }
  };
}
