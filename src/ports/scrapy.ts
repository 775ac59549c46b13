/** Running Scrapy's spiders: each in a process of its own, which reports what it finds. */

import type { SpiderSpec } from '../core/spider.js';
import type { OnLog } from './spider-processes.js';
import type { SpiderPage } from '../core/item.js';

export interface ScrapyRun {
  readonly jobId: string;
  readonly spider: SpiderSpec;
  /** The spider is closed when it has had so many responses. */
  readonly maxPages: number;
  /** Stores what was reported; the process is held up until it is. */
  readonly onPages: (pages: readonly SpiderPage[]) => Promise<void>;
  readonly onLog: OnLog;
}

export type ScrapyEnd =
  /** Scrapy has closed the spider by itself, for this reason; `limit` when it was `maxPages`. */
  | {
      readonly kind: 'closed';
      readonly reason: string;
      readonly limit: boolean;
      /** The error that the spider raised instead of its next start request; null when it raised none. */
      readonly startError: string | null;
      /** How the spider ended its own process, such as `sys.exit(3)`; null when it did not. */
      readonly exited: string | null;
      readonly stats: Readonly<Record<string, unknown>>;
    }
  /** It was told to stop and can go on later. */
  | { readonly kind: 'stopped' }
  /** A signal that was not ours has ended the process. */
  | { readonly kind: 'crashed'; readonly how: string };

export interface ScrapyRunner {
  /**
   * Runs the spider, from where an earlier run of the job on this machine was stopped in good order, else from its start.
   * When `stop` aborts it is asked to stop, and ended after a few seconds. Rejects with `SpiderBroken` when there is no
   * Scrapy, no such file, or the spider cannot be loaded or fails as a whole; with the error of `onPages`.
   */
  run(run: ScrapyRun, stop: AbortSignal): Promise<ScrapyEnd>;
  /** Drops what is kept to go on with the job. */
  forget(jobId: string): Promise<void>;
  /** Drops what is kept of jobs that `isOver` is true of. */
  sweep(isOver: (jobId: string) => Promise<boolean>): Promise<void>;
}
