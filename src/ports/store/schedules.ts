/** Schedules in the database. */

import type { Schedule, ScheduleOfSpider, SchedulePatch } from '../../core/schedule/schedule.js';

export interface Schedules {
  /** False when the account has no such spider. */
  create(schedule: Omit<Schedule, 'version'>): Promise<boolean>;
  get(accountId: string, id: string): Promise<ScheduleOfSpider | null>;
  /** Newest first. */
  list(accountId: string): Promise<ScheduleOfSpider[]>;
  update(
    accountId: string,
    id: string,
    patch: SchedulePatch,
  ): Promise<ScheduleOfSpider | 'unknown' | 'unknown_spider'>;
  remove(accountId: string, id: string): Promise<boolean>;
  ofSpider(spiderId: string): Promise<string[]>;
  /** For the machinery: whoever owns it. */
  find(id: string): Promise<Schedule | null>;
  /**
   * Notes that Temporal has this version of the schedule, in times worked out with this release of the time zone
   * database, and when it has to be renewed (null: never). Resolves with the schedule as it is now; null when it is gone.
   */
  noteApplied(id: string, version: number, renewAt: Date | null, zoneData: string): Promise<Schedule | null>;
  /**
   * Schedules to apply: those with a change that Temporal does not have, those to renew by `now`, and those whose times
   * were worked out with an earlier release of the time zone database than `zoneData`. Those that were tried in vain come
   * behind all others, the one that has waited longest first, and not before their time.
   */
  unapplied(now: Date, zoneData: string, limit: number): Promise<Schedule[]>;
  /** Those that are enabled and that Temporal is said to have as they are. */
  applied(): Promise<Schedule[]>;
  /** Notes that Temporal has them not: they are to be applied again. */
  noteLacking(ids: readonly string[]): Promise<void>;
  /** Notes that this version could not be applied at `now`: it is tried again after a minute, and ever later, up to hourly. */
  noteFailed(id: string, version: number, now: Date): Promise<void>;
  /** Takes back the change that made `version`: the fields of `previous` hold again, unless it has changed since. */
  restore(previous: Schedule, version: number): Promise<void>;
  /** Disables a schedule that Temporal refuses, unless it has changed since `version`. */
  disable(id: string, version: number): Promise<void>;
}
