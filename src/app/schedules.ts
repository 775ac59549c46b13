/**
 * Schedules of spiders. The database says what is wanted, Temporal fires: a change is applied at once where Temporal
 * answers, and by the reconciler where it did not.
 */

import { randomUUID } from 'node:crypto';
import { CallRefused } from '../core/failure.js';
import { UUID } from '../core/job.js';
import type { Log } from '../ports/log.js';
import type { Scheduler } from '../ports/scheduler.js';
import type { Schedule, ScheduleOfSpider, SchedulePatch } from '../ports/spiders.js';
import type { Account, Store } from '../ports/store.js';
import { noSpider } from './spiders.js';

export type NewSchedule = Pick<Schedule, 'spiderId' | 'cronExpression' | 'timezone' | 'enabled'>;

export interface SchedulesDeps {
  readonly store: Pick<Store, 'schedules'>;
  readonly scheduler: Scheduler;
  readonly now: () => Date;
  readonly log: Log;
}

const PER_PASS = 500;

export function createSchedulesApp({ store, scheduler, now, log }: SchedulesDeps) {
  const apply = async (schedule: Schedule): Promise<void> => {
    try {
      await scheduler.apply(schedule);
      await store.schedules.noteApplied(schedule.id, schedule.version);
    } catch (error) {
      log.warn(
        { err: error, schedule: schedule.id },
        'schedule could not be applied now, will be tried again',
      );
    }
  };

  /** What is left of a schedule that is gone ends itself when it fires. */
  const unapply = async (id: string): Promise<void> => {
    try {
      await scheduler.remove(id);
    } catch (error) {
      log.warn({ err: error, schedule: id }, 'schedule could not be removed now, will end itself');
    }
  };

  return {
    /** Refuses with NOT_FOUND when the account has no such spider. */
    create: async (account: Account, input: NewSchedule): Promise<Schedule> => {
      const schedule = { ...input, id: randomUUID(), accountId: account.id, createdAt: now() };
      const isKnown = UUID.test(input.spiderId) && (await store.schedules.create(schedule));
      if (!isKnown) return noSpider();
      const created = { ...schedule, version: 1 };
      await apply(created);
      return created;
    },

    list: (account: Account): Promise<ScheduleOfSpider[]> => store.schedules.list(account.id),

    /** Refuses with NOT_FOUND. */
    get: async (account: Account, id: string): Promise<ScheduleOfSpider> =>
      (UUID.test(id) ? await store.schedules.get(account.id, id) : null) ?? noSchedule(),

    /** Refuses with NOT_FOUND, of the schedule or of the spider. */
    update: async (account: Account, id: string, patch: SchedulePatch): Promise<ScheduleOfSpider> => {
      const updated = UUID.test(id) ? await store.schedules.update(account.id, id, patch) : 'unknown';
      if (updated === 'unknown') return noSchedule();
      if (updated === 'unknown_spider') return noSpider();
      await apply(updated);
      return updated;
    },

    /** Refuses with NOT_FOUND. */
    remove: async (account: Account, id: string): Promise<void> => {
      if (!UUID.test(id) || !(await store.schedules.remove(account.id, id))) return noSchedule();
      await unapply(id);
    },

    /** For schedules that are gone from the database already. */
    forget: async (ids: readonly string[]): Promise<void> => {
      for (const id of ids) await unapply(id);
    },

    /** Applies what could not be applied when it changed. */
    catchUp: async (): Promise<void> => {
      for (const schedule of await store.schedules.unapplied(PER_PASS)) await apply(schedule);
    },
  };
}

export type SchedulesApp = ReturnType<typeof createSchedulesApp>;

function noSchedule(): never {
  throw new CallRefused('NOT_FOUND', 'Schedule not found');
}
