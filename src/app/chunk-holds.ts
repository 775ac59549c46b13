/**
 * Which chunks this process works on. A chunk whose process was frozen or cut off is given to another attempt; once the
 * earlier one is known to be lost, it stops and asks no site for anything more. What it still brings, the database refuses.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Hold } from '../core/hold.js';
import { AttemptLost } from '../ports/attempt-lost.js';
import type { Holds, JobHold, Standing } from '../ports/store/holds.js';
import type { JobWatch, Watched } from './job-watch.js';
import type { RideOut } from './ride-out.js';
import type { Standstill } from './standstill.js';

/** How long an attempt waits for the end of an earlier one in this process; it is longer than pages are drained. */
const EARLIER_MS = 5_000;

export interface ChunkHolds {
  /**
   * Works on a chunk as the attempt that holds it. `signal` aborts when `cancelled` does, when the job is over (with a
   * `JobOver`), and when the chunk is lost. Rejects with `AttemptLost` then, whatever the work resolves with.
   */
  holding<R>(held: JobHold, cancelled: AbortSignal, work: (signal: AbortSignal) => Promise<R>): Promise<R>;
  /** What a commit has said of attempts of this process. */
  note(standings: readonly Standing[]): void;
  /** A chunk has found what ends its job: the job's other chunks in this process stop. */
  noteOver(jobId: string): void;
  /** Resolves once it is known which chunks were lost while this process stood still. Costs nothing when it did not. */
  awake(): Promise<void>;
}

export interface ChunkHoldsDeps {
  readonly holds: Holds;
  readonly jobWatch: JobWatch;
  readonly rideOut: RideOut;
  readonly standstill: Pick<Standstill, 'since'>;
}

interface Running extends JobHold {
  readonly watched: Watched;
  readonly left: Promise<void>;
}

export function createChunkHolds({ holds, jobWatch, rideOut, standstill }: ChunkHoldsDeps): ChunkHolds {
  const running = new Map<string, Running>();
  let checkedAt = Date.now();
  let checking: Promise<void> | undefined;

  const note = (standings: readonly Standing[]): void => {
    for (const { jobId, hold, isLost, isOver } of standings) {
      const one = running.get(nameOf(jobId, hold));
      if (isLost && one?.hold.attempt === hold.attempt) one.watched.abort(new AttemptLost());
      if (isOver) jobWatch.noteOver(jobId);
      else jobWatch.noteRunning(jobId);
    }
  };

  /** Ends an earlier attempt in this process and, in the database, any that runs elsewhere. */
  const take = async ({ jobId, hold }: JobHold): Promise<void> => {
    const earlier = running.get(nameOf(jobId, hold));
    if (earlier !== undefined) {
      if (earlier.hold.attempt >= hold.attempt) throw new AttemptLost();
      earlier.watched.abort(new AttemptLost());
      await Promise.race([earlier.left, sleep(EARLIER_MS, undefined, { ref: false })]);
    }
    if (hold.attempt > 1 && !(await holds.take(jobId, hold))) throw new AttemptLost();
  };

  return {
    holding: async ({ jobId, hold }, cancelled, work) => {
      await take({ jobId, hold });
      const watched = jobWatch.watch(jobId, cancelled);
      let leave: () => void = () => undefined;
      const left = new Promise<void>((resolve) => (leave = resolve));
      const one: Running = { jobId, hold, watched, left };
      const name = nameOf(jobId, hold);
      running.set(name, one);
      try {
        const result = await work(watched.signal);
        if (watched.signal.reason instanceof AttemptLost) throw watched.signal.reason;
        return result;
      } finally {
        watched.leave();
        if (running.get(name) === one) running.delete(name);
        leave();
      }
    },

    note,
    noteOver: jobWatch.noteOver,

    awake: async () => {
      if (standstill.since(checkedAt)) {
        checkedAt = Date.now();
        const all = [...running.values()].map(({ jobId, hold }) => ({ jobId, hold }));
        checking = rideOut(() => holds.check(all)).then(note);
        checking.finally(() => (checking = undefined)).catch(() => undefined);
      }
      await checking;
    },
  };
}

function nameOf(jobId: string, { chunk }: Hold): string {
  return `${jobId} ${chunk}`;
}
