/** Calls to the model that failed, in the log: with the provider's own words, and the same words once a minute at the most. */

import { keepRecent } from '../core/recent.js';
import type { Log } from '../ports/log.js';
import type { ModelFailure } from '../ports/model.js';
import type { Job } from '../core/job.js';

const EVERY_MS = 60_000;
/** Different words that are remembered. */
const MAX_KNOWN = 100;

export function createModelFailureLog(
  log: Log,
  now: () => number = Date.now,
): (job: Pick<Job, 'id'>, failed: ModelFailure) => void {
  const known = new Map<string, { readonly at: number; left: number }>();
  return (job, { failure: { code, message }, said }) => {
    const key = `${code} ${said?.status ?? ''} ${said?.code ?? ''} ${said?.message ?? message}`;
    const earlier = known.get(key);
    if (earlier !== undefined && now() - earlier.at < EVERY_MS) {
      earlier.left += 1;
      return;
    }
    keepRecent(known, key, { at: now(), left: 0 }, MAX_KNOWN);
    log.warn(
      { job: job.id, code, provider: said ?? null, sameBefore: earlier?.left ?? 0 },
      'a call to the model failed',
    );
  };
}
