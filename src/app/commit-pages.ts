/**
 * Stores page outcomes in groups: while one commit is under way the next ones gather, so the group grows with the load
 * and a lone page waits for nothing. A page's promise resolves when its outcome and charge are stored.
 */

import type { Log } from '../ports/log.js';
import { AttemptLost } from '../ports/attempt-lost.js';
import { PartAway } from '../ports/part-away.js';
import type { PageOutcome } from '../core/page-outcome.js';
import type { Standing } from '../ports/store/holds.js';
import type { Store } from '../ports/store/index.js';
import type { RideOut } from './ride-out.js';

const MAX_GROUP = 200;

/** Rejects with `AttemptLost` when another attempt has the chunk that the outcome is of. */
export type CommitPage = (outcome: PageOutcome) => Promise<void>;

/** Whether one of these attempts has brought it. */
function isOf({ jobId, hold }: PageOutcome, attempts: readonly Standing[]): boolean {
  return attempts.some(
    (one) => one.jobId === jobId && one.hold.chunk === hold?.chunk && one.hold.attempt === hold.attempt,
  );
}

interface Waiting {
  readonly outcome: PageOutcome;
  resolve(): void;
  reject(error: unknown): void;
}

export interface CommitDeps {
  readonly store: Pick<Store, 'pages' | 'resultCache'>;
  readonly now: () => Date;
  readonly log: Log;
  /** What has been fetched outlasts an outage of the database, and is not asked for again. */
  readonly rideOut: RideOut;
  /** Told how the attempts stand that have brought pages. */
  readonly onStandings: (standings: readonly Standing[]) => void;
}

export function createCommitPage({ store, now, log, rideOut, onStandings }: CommitDeps): CommitPage {
  const queue: Waiting[] = [];
  let draining = false;

  async function drain(): Promise<void> {
    draining = true;
    // Pages that end in the same turn of the event loop share a commit.
    await new Promise(setImmediate);
    while (queue.length > 0) {
      const group = queue.splice(0, MAX_GROUP);
      // One outcome that cannot be stored must not take the others of its group with it.
      if (!(await tryCommit(group))) for (const waiting of group) await tryCommit([waiting], true);
    }
    draining = false;
  }

  /** False when the group failed and is to be tried in parts. */
  async function tryCommit(group: readonly Waiting[], last = group.length === 1): Promise<boolean> {
    try {
      const outcomes = group.map(({ outcome }) => outcome);
      const standings = await rideOut(() => store.pages.commit(outcomes, now()));
      onStandings(standings);
      const lost = standings.filter(({ isLost }) => isLost);
      const kept = lost.length === 0 ? group : group.filter(({ outcome }) => !isOf(outcome, lost));
      for (const { resolve } of kept) resolve();
      if (kept !== group) for (const one of group) if (!kept.includes(one)) one.reject(new AttemptLost());
      await remember(kept);
      return true;
    } catch (error) {
      // Parts of it would wait as long again for a database that is away.
      if (!last && !(error instanceof PartAway)) return false;
      for (const { reject } of group) reject(error);
      return true;
    }
  }

  /** Nobody waits for it, and a page is none the worse when its result cannot be used again. */
  async function remember(group: readonly Waiting[]): Promise<void> {
    const kept = group.map(({ outcome }) => outcome).filter(({ cache }) => cache != null);
    if (kept.length === 0) return;
    try {
      await store.resultCache.put(kept);
    } catch (error) {
      log.warn({ err: error, job: kept[0]?.jobId }, 'results could not be kept for later jobs');
    }
  }

  return (outcome) =>
    new Promise((resolve, reject) => {
      queue.push({ outcome, resolve, reject });
      if (!draining) void drain();
    });
}
