/** How many jobs of the whole deployment may be open: accepted and not ended. */

import { CallRefused } from '../core/failure.js';
import type { Store } from '../ports/store/index.js';

/** Seconds after which some of the open jobs have ended. */
export const BACKLOG_RETRY_SECS = 30;
/** The count is as old as this at the most, so a burst may pass the bound by what it brings in that time. */
const COUNT_KEPT_MS = 1_000;

/** Rejects with `CallRefused` (SERVICE_UNAVAILABLE) while as many jobs are open as may be. */
export type CheckBacklog = () => Promise<void>;

export interface BacklogDeps {
  readonly store: { readonly jobs: Pick<Store['jobs'], 'countOpen'> };
  readonly maxOpenJobs: number;
  readonly onRefused: () => void;
}

export function createCheckBacklog({ store, maxOpenJobs, onRefused }: BacklogDeps): CheckBacklog {
  let counted: Promise<number> | null = null;
  let until = 0;
  const count = (): Promise<number> => {
    if (counted !== null && performance.now() < until) return counted;
    until = performance.now() + COUNT_KEPT_MS;
    const asked = store.jobs.countOpen(maxOpenJobs);
    counted = asked;
    // The next call asks again.
    asked.catch(() => {
      if (counted === asked) counted = null;
    });
    return asked;
  };
  return async () => {
    if ((await count()) < maxOpenJobs) return;
    onRefused();
    throw new CallRefused(
      'SERVICE_UNAVAILABLE',
      'Too many jobs wait or run at the moment: try again.',
      BACKLOG_RETRY_SECS,
    );
  };
}
