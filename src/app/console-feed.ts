/**
 * How jobs get on, told as it happens: one statement a second for an account, however many browsers watch it, of the
 * counters that jobs have anyway. Nothing is asked for an account that nobody watches.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { JobView } from '../core/job-view.js';
import type { Log } from '../ports/log.js';
import type { ConsoleReads } from '../ports/store/console.js';

const BUSY_MS = 1_000;
/** Without open jobs. The upkeep of the embedded database waits for pauses, which a watcher must not take from it. */
const QUIET_MS = 5_000;
/** Open jobs that are watched, the newest ones. */
const MAX_JOBS = 200;

/** Told of jobs that are new, have got on or have ended. */
export type OnJobs = (jobs: readonly JobView[]) => void;

export interface ConsoleFeed {
  /** The result ends it. Null when too many watch already. */
  watch(accountId: string, onJobs: OnJobs): (() => void) | null;
}

export interface ConsoleFeedDeps {
  readonly reads: Pick<ConsoleReads, 'openJobs' | 'jobsById'>;
  readonly log: Log;
  readonly maxWatchers?: number;
}

interface Watched {
  readonly watchers: Set<OnJobs>;
  /** As told last, by id. */
  known: Map<string, string>;
  readonly over: AbortController;
}

export function createConsoleFeed({ reads, log, maxWatchers = 200 }: ConsoleFeedDeps): ConsoleFeed {
  const accounts = new Map<string, Watched>();
  let watchers = 0;

  const look = async (accountId: string, watched: Watched): Promise<boolean> => {
    const open = await reads.openJobs(accountId, MAX_JOBS);
    const ended = [...watched.known.keys()].filter((id) => !open.some((job) => job.id === id));
    const jobs = [...open, ...(await reads.jobsById(accountId, ended.slice(0, MAX_JOBS)))];
    const changed = jobs.filter((job) => watched.known.get(job.id) !== stampOf(job));
    watched.known = new Map(open.map((job) => [job.id, stampOf(job)]));
    if (changed.length > 0) for (const tell of watched.watchers) tell(changed);
    return open.length > 0;
  };

  const follow = async (accountId: string, watched: Watched): Promise<void> => {
    while (!watched.over.signal.aborted) {
      let isBusy = false;
      try {
        isBusy = await look(accountId, watched);
      } catch (error) {
        log.warn({ err: error, account: accountId }, 'the jobs of an account could not be watched');
      }
      await sleep(isBusy ? BUSY_MS : QUIET_MS, undefined, { signal: watched.over.signal }).catch(
        () => undefined, // nobody watches any more
      );
    }
  };

  return {
    watch: (accountId, onJobs) => {
      if (watchers >= maxWatchers) return null;
      watchers += 1;
      let watched = accounts.get(accountId);
      if (watched === undefined) {
        watched = { watchers: new Set(), known: new Map(), over: new AbortController() };
        accounts.set(accountId, watched);
        void follow(accountId, watched);
      }
      const mine = watched;
      mine.watchers.add(onJobs);
      return () => {
        if (!mine.watchers.delete(onJobs)) return;
        watchers -= 1;
        if (mine.watchers.size > 0) return;
        mine.over.abort();
        accounts.delete(accountId);
      };
    },
  };
}

/** Changes when something of the job does that lists show. */
function stampOf({ state, succeeded, failed, skipped, items, charged, total }: JobView): string {
  return [state, succeeded, failed, skipped, items, charged, total].join();
}
