/**
 * The PDF reader behind the port: a thread that is started when a document comes, reads one at a time, is stopped with
 * whatever takes too long, and ends when nothing has come for a while.
 */

import { setMaxListeners } from 'node:events';
import { Worker } from 'node:worker_threads';
import { failure, type Failure } from '../../core/failure.js';
import { PAGE_MS } from '../../core/timings.js';
import type { PdfOutcome, PdfReader } from '../../ports/pdf-reader.js';
import type { PdfReply, PdfRequest } from './pdf-thread.js';

export interface PdfReaderOptions {
  /** Bound of reading one document, its waiting for others not included. Default 10 s. */
  readonly timeoutMs?: number;
  /** How long the thread outlives its last document. Default 30 s. */
  readonly idleMs?: number;
}

const MAX_HEAP_MB = 192;

interface Task {
  readonly document: Uint8Array;
  readonly end: (outcome: PdfOutcome) => void;
}

const BROKEN = failure('URL_UNREACHABLE', 'The PDF is broken and cannot be read.');
const LOCKED = failure('URL_UNREACHABLE', 'The PDF is locked with a password.');
const EMPTY = failure('URL_UNREACHABLE', 'The PDF has no text; its pages may be scanned.');
const TOO_COMPLEX = failure('URL_UNREACHABLE', 'The PDF takes too much memory to be read.');
const TOO_SLOW = failure('TIMEOUT', 'The PDF could not be read in time.');

export function createPdfReader({
  timeoutMs = PAGE_MS.readPdf,
  idleMs = 30_000,
}: PdfReaderOptions = {}): PdfReader {
  const waiting: Task[] = [];
  let current: Task | null = null;
  let thread: Worker | null = null;
  let readingTimer: NodeJS.Timeout | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  const openThread = (): Worker => {
    const opened = new Worker(new URL('./pdf-thread.js', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    // A thread without work does not keep the process alive.
    opened.unref();
    const isOurs = (): boolean => thread === opened;
    opened.on('message', (reply: PdfReply) => {
      if (isOurs()) endCurrent(outcomeOf(reply));
    });
    opened.on('error', () => undefined);
    opened.on('exit', () => {
      if (!isOurs()) return;
      thread = null;
      endCurrent(failed(TOO_COMPLEX));
    });
    return opened;
  };

  const stopThread = async (): Promise<void> => {
    const stopped = thread;
    thread = null;
    await stopped?.terminate();
  };

  const endCurrent = (outcome: PdfOutcome): void => {
    clearTimeout(readingTimer);
    const task = current;
    current = null;
    task?.end(outcome);
    startNext();
  };

  const startNext = (): void => {
    clearTimeout(idleTimer);
    if (current !== null) return;
    current = waiting.shift() ?? null;
    if (current === null) {
      idleTimer = setTimeout(() => void stopThread(), idleMs);
      idleTimer.unref();
      return;
    }
    thread ??= openThread();
    readingTimer = setTimeout(() => abandon(failed(TOO_SLOW)), timeoutMs);
    // The thread gets a copy of its own: the body may be a part of a larger buffer, and still be read here.
    const document = Uint8Array.from(current.document);
    thread.postMessage({ document } satisfies PdfRequest, [document.buffer]);
  };

  /** The thread may never come back from the document, so it goes as well. */
  const abandon = (outcome: PdfOutcome): void => {
    void stopThread();
    endCurrent(outcome);
  };

  const cancel = (task: Task, outcome: PdfOutcome): void => {
    if (task === current) return abandon(outcome);
    waiting.splice(waiting.indexOf(task), 1);
    task.end(outcome);
  };

  return {
    read(document, limits) {
      const { signal } = limits;
      if (closed) return Promise.reject(new Error('PDF reader is closed'));
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => cancel(task, failed(TOO_SLOW)), Math.max(limits.timeoutMs, 0));
        const onAbort = (): void => {
          reject(signal.reason as Error);
          cancel(task, failed(TOO_SLOW));
        };
        const task: Task = {
          document,
          end: (outcome) => {
            clearTimeout(timer);
            signal.removeEventListener('abort', onAbort);
            resolve(outcome);
          },
        };
        // One signal stops many pages at once; Node would warn at the eleventh.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.push(task);
        startNext();
      });
    },
    async close() {
      closed = true;
      for (const task of waiting.splice(0)) task.end(failed(TOO_SLOW));
      await stopThread();
      endCurrent(failed(TOO_SLOW));
      clearTimeout(idleTimer);
    },
  };
}

function outcomeOf(reply: PdfReply): PdfOutcome {
  switch (reply.kind) {
    case 'text':
      return reply;
    case 'broken':
      return failed(BROKEN);
    case 'locked':
      return failed(LOCKED);
    case 'empty':
      return failed(EMPTY);
    case 'heavy':
      return failed(TOO_COMPLEX);
    default:
      return reply satisfies never;
  }
}

function failed(reason: Failure): PdfOutcome {
  return { kind: 'failed', failure: reason };
}
