/** Where pages have shown that the fields of a job stand. */

import type { Learned } from '../../core/extract/anchor/learned.js';

export interface LearnedPlaces {
  /** By host, what is known for the job. */
  read(jobId: string): Promise<Map<string, Learned>>;
  /**
   * Stores what `merge` makes of what is known for the host, and resolves with what is known then: null when the job has so
   * many hosts that it learns of no more.
   */
  update(
    jobId: string,
    host: string,
    merge: (known: Learned | null) => Learned,
    maxHosts: number,
  ): Promise<Learned | null>;
}
