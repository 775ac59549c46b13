/** The log of a job's spider on its way into the database: in groups, and never more than can be stored. */

import { keepRecent } from '../core/recent.js';
import type { Log } from '../ports/log.js';
import type { OnLog } from '../ports/spider-processes.js';
import type { LogLine } from '../core/job-log.js';
import type { Store } from '../ports/store/index.js';

const FLUSH_MS = 500;
/** Lines that wait to be stored; a spider that prints more in that time loses some, and the log says so. */
const MAX_WAITING = 2_000;
const MAX_JOBS = 500;
const MAX_LINE_CHARS = 4_000;

export interface JobLogWriter {
  readonly onLog: OnLog;
  /** Resolves when what was noted is stored. */
  flush(): Promise<void>;
}

/** The writer of a job's log. */
export type JobLog = (jobId: string) => JobLogWriter;

export interface JobLogDeps {
  readonly store: Pick<Store, 'logs'>;
  readonly now: () => Date;
  readonly log: Log;
}

export function createJobLog({ store, now, log }: JobLogDeps): JobLog {
  // In order of last use. A process outlives the chunk that started it: all of them write to the job's one log.
  const writers = new Map<string, JobLogWriter>();

  const open = (jobId: string): JobLogWriter => {
    let waiting: LogLine[] = [];
    let dropped = 0;
    let timer: NodeJS.Timeout | undefined;
    let storing: Promise<void> = Promise.resolve();

    const storeWaiting = async (): Promise<void> => {
      if (waiting.length === 0) return;
      const lines = waiting;
      if (dropped > 0) lines.push(line('warning', `${dropped} lines came too fast and are left out`));
      [waiting, dropped] = [[], 0];
      try {
        await store.logs.add(jobId, lines);
      } catch (error) {
        log.warn({ err: error, job: jobId }, "lines of a spider's log could not be stored");
      }
    };
    const flush = (): Promise<void> => {
      clearTimeout(timer);
      timer = undefined;
      return (storing = storing.then(storeWaiting));
    };
    const line = (level: LogLine['level'], message: string): LogLine => ({
      at: now(),
      level,
      message: message.slice(0, MAX_LINE_CHARS),
    });

    return {
      onLog: (level, message) => {
        if (waiting.length >= MAX_WAITING) dropped += 1;
        else waiting.push(line(level, message));
        timer ??= setTimeout(() => void flush(), FLUSH_MS);
      },
      flush,
    };
  };

  return (jobId) => {
    const writer = writers.get(jobId) ?? open(jobId);
    keepRecent(writers, jobId, writer, MAX_JOBS);
    return writer;
  };
}
