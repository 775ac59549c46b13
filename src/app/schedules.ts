/**
 * Schedules of spiders. The database holds what is wanted and Temporal fires. A change is applied at once; if Temporal does
 * not answer, the reconciler applies it later. If Temporal refuses it, the change is taken back and the call is refused.
 */

import { randomUUID } from 'node:crypto';
import { CallRefused } from '../core/failure.js';
import { UUID } from '../core/job.js';
import { readTimetable, runsAfter } from '../core/schedule/runs.js';
import { ZONE_DATA } from '../core/schedule/zone-clock.js';
import type { Log } from '../ports/log.js';
import { PartAway } from '../ports/part-away.js';
import type { Scheduler } from '../ports/scheduler.js';
import type { Schedule, ScheduleOfSpider, SchedulePatch } from '../core/schedule/schedule.js';
import type { Account } from '../core/account.js';
import type { Store } from '../ports/store/index.js';
import { noSpider } from './spiders.js';

export type NewSchedule = Pick<Schedule, 'spiderId' | 'cronExpression' | 'timezone' | 'enabled'>;

export interface SchedulesDeps {
  readonly store: Pick<Store, 'schedules'>;
  readonly scheduler: Scheduler;
  readonly now: () => Date;
  readonly log: Log;
}

/** Schedules in one pass, and how long it may take: the reconciler has other things to do, and comes again in a minute. */
const PER_PASS = 500;
const PASS_MS = 15_000;
const NEXT_RUNS = 5;

export function createSchedulesApp({ store, scheduler, now, log }: SchedulesDeps) {
  /**
   * Resolves with the reason if Temporal refuses the schedule. Rejects if Temporal does not answer. If the schedule was
   * changed or deleted meanwhile, that is applied as well: calls that overlap may reach Temporal in another order.
   */
  const apply = async (schedule: Schedule): Promise<string | null> => {
    const { id, version } = schedule;
    const outcome = await scheduler.apply(schedule);
    if (!outcome.accepted) return outcome.reason;
    const current = await store.schedules.noteApplied(id, version, outcome.renewAt, ZONE_DATA);
    if (current === null) await scheduler.remove(id);
    else if (current.version !== version) await apply(current);
    return null;
  };

  /** `takeBack` undoes the change that made `schedule` if Temporal refuses it; the call is then refused. */
  const applyChange = async (schedule: Schedule, takeBack: () => Promise<unknown>): Promise<void> => {
    let refusal: string | null = null;
    try {
      refusal = await apply(schedule);
    } catch (error) {
      log.warn(
        { err: error, schedule: schedule.id },
        'schedule could not be applied now, will be tried again',
      );
    }
    if (refusal === null) return;
    log.error(
      { schedule: schedule.id, reason: refusal },
      'Temporal refuses the schedule, so nothing was changed',
    );
    await takeBack();
    throw new CallRefused('INVALID_REQUEST', 'The scheduler does not accept this schedule');
  };

  /** If this fails, the schedule removes itself from Temporal at its next firing. */
  const unapply = async (id: string): Promise<void> => {
    try {
      await scheduler.remove(id);
    } catch (error) {
      log.warn(
        { err: error, schedule: id },
        'schedule could not be removed from Temporal now, will be removed when it fires',
      );
    }
  };

  return {
    /** Refuses with NOT_FOUND when the account has no such spider, INVALID_REQUEST when Temporal refuses the schedule. */
    create: async (account: Account, input: NewSchedule): Promise<Schedule> => {
      const schedule = { ...input, id: randomUUID(), accountId: account.id, createdAt: now() };
      const isKnown = UUID.test(input.spiderId) && (await store.schedules.create(schedule));
      if (!isKnown) return noSpider();
      const created = { ...schedule, version: 1 };
      await applyChange(created, () => store.schedules.remove(account.id, created.id));
      return created;
    },

    list: (account: Account): Promise<ScheduleOfSpider[]> => store.schedules.list(account.id),

    /** Refuses with NOT_FOUND. */
    get: async (account: Account, id: string): Promise<ScheduleOfSpider> =>
      (UUID.test(id) ? await store.schedules.get(account.id, id) : null) ?? noSchedule(),

    /** Refuses with NOT_FOUND, of the schedule or of the spider, and INVALID_REQUEST when Temporal refuses the change. */
    update: async (account: Account, id: string, patch: SchedulePatch): Promise<ScheduleOfSpider> => {
      const previous = UUID.test(id) ? await store.schedules.get(account.id, id) : null;
      if (previous === null) return noSchedule();
      const updated = await store.schedules.update(account.id, id, patch);
      if (updated === 'unknown') return noSchedule();
      if (updated === 'unknown_spider') return noSpider();
      await applyChange(updated, () => store.schedules.restore(previous, updated.version));
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

    /** The next five times at which it is due; none while it is not enabled. */
    nextRuns: ({ cronExpression, timezone, enabled }: Schedule): Date[] => {
      const timetable = enabled ? readTimetable(cronExpression, timezone) : null;
      return timetable === null ? [] : runsAfter(timetable, now(), NEXT_RUNS);
    },

    /**
     * Applies what could not be applied when it changed, and renews what Temporal has. A schedule that Temporal refuses is
     * disabled, so that it is not tried for ever; one that could not be applied is tried again later, behind the others.
     */
    catchUp: async (): Promise<void> => {
      const failures: unknown[] = [];
      const until = performance.now() + PASS_MS;
      for (const schedule of await store.schedules.unapplied(now(), ZONE_DATA, PER_PASS)) {
        try {
          const refusal = await apply(schedule);
          if (refusal === null) continue;
          await store.schedules.disable(schedule.id, schedule.version);
          log.error({ schedule: schedule.id, reason: refusal }, 'schedule is refused, so it was disabled');
        } catch (error) {
          failures.push(error);
          // Without Temporal the others would fail as well, through no fault of theirs.
          if (error instanceof PartAway) break;
          await store.schedules.noteFailed(schedule.id, schedule.version, now());
        }
        if (performance.now() > until) break;
      }
      if (failures.length > 0)
        log.warn(
          { schedules: failures.length, first: String(failures[0]) },
          'schedules could not be applied, will be tried again',
        );
    },
  };
}

export type SchedulesApp = ReturnType<typeof createSchedulesApp>;

function noSchedule(): never {
  throw new CallRefused('NOT_FOUND', 'Schedule not found');
}
