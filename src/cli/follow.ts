/** Waiting for a job with its progress shown, until it is over or whoever waits has had enough. */

import { pause } from '../../packages/client/src/index.js';
import type { Service } from './connect.js';
import { EXIT, type ExitCode } from './exit.js';
import { cancelJob, eachEntry, readJob, type JobView } from './jobs.js';
import { printEntries, type Format } from './output/format.js';
import { createProgress, describe } from './output/progress.js';
import type { Terminal } from './terminal.js';

const EVERY_MS = 500;

export interface FollowOptions {
  readonly output?: Format | undefined;
  /** Without progress. */
  readonly quiet?: boolean | undefined;
}

/** Waits for the job, prints its results, and says how the command ends. */
export async function followJob(
  terminal: Terminal,
  service: Service,
  job: Pick<JobView, 'id' | 'kind'>,
  { output, quiet = false }: FollowOptions,
): Promise<ExitCode> {
  const done = await waitFor(terminal, service, job, quiet);
  if (done === null) return EXIT.detached;
  await printEntries(terminal, output, eachEntry(service, done), ['url', 'status']);
  return exitOf(done);
}

export function exitOf(job: JobView): ExitCode {
  if (!job.isCompleted) return EXIT.jobNotCompleted;
  return job.failed > 0 ? EXIT.pagesFailed : EXIT.ok;
}

/** The job when it is over; null when whoever waited has left it to itself. */
export async function waitFor(
  terminal: Terminal,
  service: Service,
  { id, kind }: Pick<JobView, 'id' | 'kind'>,
  quiet: boolean,
): Promise<JobView | null> {
  const progress = createProgress(terminal, quiet);
  let interrupted = new AbortController();
  const off = terminal.onInterrupt(() => interrupted.abort());
  try {
    for (;;) {
      try {
        const job = await readJob(service, id, kind, interrupted.signal);
        if (job.isOver) {
          progress.clear();
          if (!quiet) terminal.note(`${id} ${describe(job)}${job.error === null ? '' : `: ${job.error}`}\n`);
          return job;
        }
        progress.show(job);
        await pause(EVERY_MS, interrupted.signal);
      } catch (error) {
        if (!interrupted.signal.aborted) throw error;
        interrupted = new AbortController();
        progress.clear();
        if (!(await goesOn(terminal, service, { id, kind }))) return null;
      }
    }
  } finally {
    off();
  }
}

/** Whether it is waited for further. Nobody to ask: the job is left to itself, since it is not lost by that. */
async function goesOn(
  terminal: Terminal,
  service: Service,
  job: Pick<JobView, 'id' | 'kind'>,
): Promise<boolean> {
  const answer = terminal.canAsk
    ? await terminal.ask(`${job.id} is not over. [d]etach and let it run, [c]ancel it, or [w]ait? [d] `)
    : null;
  if (answer === 'w') return true;
  if (answer === 'c') {
    await cancelJob(service, job);
    return true;
  }
  terminal.note(`${job.id} goes on. To come back: holdfast jobs watch ${job.id}\n`);
  return false;
}
