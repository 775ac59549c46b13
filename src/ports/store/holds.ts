/** Which attempts hold the chunks of running jobs. */

import type { Hold } from '../../core/hold.js';

/** An attempt of a chunk of this job. */
export interface JobHold {
  readonly jobId: string;
  readonly hold: Hold;
}

export interface Standing extends JobHold {
  /** A later attempt has the chunk. */
  readonly isLost: boolean;
  /** The job is being cancelled, or final, or gone: no chunk of it should run any more. */
  readonly isOver: boolean;
}

export interface Holds {
  /**
   * Gives the chunk to this attempt: what an earlier one brings from then on is refused. False when a later one has it. The
   * first attempt of a chunk needs no call.
   */
  take(jobId: string, hold: Hold): Promise<boolean>;
  /** How these attempts stand. */
  check(holds: readonly JobHold[]): Promise<Standing[]>;
  /** Which of these jobs are being cancelled, or final, or gone. Locks nothing. */
  over(jobIds: readonly string[]): Promise<string[]>;
}
