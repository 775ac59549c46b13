/** The clock of schedules: what fires them, and goes on doing so through restarts. */

import type { Schedule } from '../core/schedule/schedule.js';

export type Application =
  /** `renewAt`: when the schedule has to be applied again because what was stored ends some day; null for never. */
  | { readonly accepted: true; readonly renewAt: Date | null }
  /** The scheduler will never take this schedule. `reason` is for the operator. */
  | { readonly accepted: false; readonly reason: string };

export interface Scheduler {
  /**
   * Makes the schedule fire as it says, or not at all while it is not enabled. Safe to repeat. Rejects when the scheduler
   * cannot be reached; a repeat can then work.
   */
  apply(schedule: Schedule): Promise<Application>;
  /** No error when there is none. */
  remove(scheduleId: string): Promise<void>;
}

/** What the scheduler holds, as against what it was once given. */
export interface ScheduleCheck {
  /** The ids of those schedules that it does not have, or has with another line, time zone or pause. */
  lacking(schedules: readonly Schedule[]): Promise<string[]>;
}
