/** Where pages have shown that the fields of a job stand. */

import type { Learned } from '../../core/extract/anchor/learned.js';
import type { Hold } from '../../core/hold.js';

export interface LearnedPlaces {
  /** By host, what is known for the job. */
  read(jobId: string): Promise<Map<string, Learned>>;
  /**
   * Stores what `merge` makes of what is known for the host, and resolves with what is known then: null when the job has so
   * many hosts that it learns of no more. Rejects with `AttemptLost` when a later attempt has the chunk of `hold`, where that is given.
   */
  update(
    jobId: string,
    host: string,
    merge: (known: Learned | null) => Learned,
    maxHosts: number,
    hold?: Hold,
  ): Promise<Learned | null>;
}
