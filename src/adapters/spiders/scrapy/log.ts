/** Scrapy's log: what its process writes, with the levels that it gives. */

import type { OnLog } from '../../../ports/spider-processes.js';
import type { LogLevel } from '../../../core/job-log.js';
import type { GuardedChild } from '../../guarded-child.js';
import { readLines } from '../lines.js';

const MAX_LINE_CHARS = 4_000;
/** `2026-03-04 08:00:00 [scrapy.core.engine] INFO: Spider opened`: the time is noted anyway. */
const LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (\[[^\]]*\] (DEBUG|INFO|WARNING|ERROR|CRITICAL): [^]*)$/;
const LEVELS: Readonly<Record<string, LogLevel>> = {
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'error',
};

export interface ScrapyLog {
  /** Resolves when the process has closed its streams. */
  readonly ended: Promise<unknown>;
  /** The last line of an error, as a traceback ends with what went wrong. */
  lastError(): string | null;
}

export function logOfScrapy({ stdout, stderr }: GuardedChild, onLog: OnLog): ScrapyLog {
  let level: LogLevel = 'error';
  let last: string | null = null;
  const note = (line: string): void => {
    const [, text = line, name = ''] = LINE.exec(line) ?? [];
    // A line without a level belongs to the one before: a traceback.
    level = LEVELS[name] ?? level;
    if (level === 'error' && text.trim() !== '') last = text.trim();
    onLog(level, text);
  };
  const out = stdout === null ? null : readLines(stdout, MAX_LINE_CHARS, (line) => onLog('info', line));
  const err = stderr === null ? null : readLines(stderr, MAX_LINE_CHARS, note);
  return { ended: Promise.all([out, err]), lastError: () => last };
}
