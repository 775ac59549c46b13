/** The clock of schedules: what fires them, and goes on doing so through restarts. */

import type { Schedule } from './spiders.js';

export interface Scheduler {
  /** Makes the schedule fire as it says, or not at all while it is not enabled. Safe to repeat. */
  apply(schedule: Schedule): Promise<void>;
  /** No error when there is none. */
  remove(scheduleId: string): Promise<void>;
}
