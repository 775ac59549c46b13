/** How far a job is: a bar on a terminal, lines in a pipe. */

import type { Terminal } from '../terminal.js';

export interface Standing {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface Progress {
  show(standing: Standing): void;
  /** Takes the bar away. */
  clear(): void;
}

const BAR_CHARS = 24;
/** Between two lines in a pipe. */
const LINE_EVERY_MS = 5_000;
const ERASE_LINE = '\r\u001b[2K';

export function createProgress(terminal: Terminal, quiet: boolean): Progress {
  if (quiet) return { show: () => undefined, clear: () => undefined };
  return terminal.noteIsTerminal ? bar(terminal) : lines(terminal);
}

function bar(terminal: Terminal): Progress {
  const startedAt = performance.now();
  return {
    show: (standing) => {
      const text = `${standing.id}  ${drawBar(standing)}  ${describe(standing)}${timeLeft(standing, startedAt)}`;
      terminal.note(ERASE_LINE + [...text].slice(0, terminal.columns - 1).join(''));
    },
    clear: () => terminal.note(ERASE_LINE),
  };
}

function lines(terminal: Terminal): Progress {
  let last = '';
  let at = -Infinity;
  return {
    show: (standing) => {
      const text = `${standing.id} ${describe(standing)}\n`;
      const isNews = !last.startsWith(`${standing.id} ${standing.status}`);
      if (text === last || (!isNews && performance.now() - at < LINE_EVERY_MS)) return;
      terminal.note(text);
      [last, at] = [text, performance.now()];
    },
    clear: () => undefined,
  };
}

/** `running 3/10, 1 failed`. */
export function describe({ status, total, succeeded, failed }: Standing): string {
  return `${status} ${succeeded + failed}/${total}${failed === 0 ? '' : `, ${failed} failed`}`;
}

export function drawBar({ total, succeeded, failed }: Standing): string {
  const share = total === 0 ? 0 : (succeeded + failed) / total;
  const full = Math.round(share * BAR_CHARS);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_CHARS - full)}] ${Math.round(share * 100)}%`;
}

function timeLeft({ total, succeeded, failed }: Standing, startedAt: number): string {
  const done = succeeded + failed;
  if (done === 0 || done >= total) return '';
  const seconds = Math.ceil((((performance.now() - startedAt) / done) * (total - done)) / 1_000);
  return seconds < 90 ? `, ${seconds} s left` : `, ${Math.ceil(seconds / 60)} min left`;
}
