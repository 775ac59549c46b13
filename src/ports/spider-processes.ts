/** The processes that the code of spiders runs in, without this service's environment. */

import type { PageRequest, SpiderSpec } from '../core/spider.js';
import type { LogLevel } from '../core/job-log.js';

export interface SpiderRequest {
  /** As the spider wrote it, made absolute. */
  readonly url: string;
  readonly request: PageRequest | null;
}

/** A page as a spider's `parse` gets it. */
export interface ParseRequest {
  readonly url: string;
  readonly requestedUrl: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  /** As it was fetched; of a rendered page the document. Its text is made in the spider's process. */
  readonly body: Uint8Array;
  readonly depth: number;
  readonly data: unknown;
}

export type Parsed =
  | {
      readonly kind: 'parsed';
      readonly items: readonly unknown[];
      readonly requests: readonly SpiderRequest[];
    }
  /** What the spider's code threw. */
  | { readonly kind: 'failed'; readonly message: string };

/** One job's spider, loaded. */
export interface SpiderSession {
  /** The start requests, in groups. Rejects as `open` does when the spider's own code throws. */
  start(signal: AbortSignal): AsyncIterable<readonly SpiderRequest[]>;
  /** Rejects with `SpiderCrashed` when the process ends, or takes too long, under the page. */
  parse(page: ParseRequest, signal: AbortSignal): Promise<Parsed>;
  /** Whoever opened the session says that it is done with it; the process ends when nobody has come back for a while. */
  release(): void;
}

export interface SpiderProcesses {
  /** Rejects with `SpiderBroken` when there is no such file, or what it holds is no spider. */
  open(jobId: string, spider: SpiderSpec, onLog: OnLog): Promise<SpiderSession>;
  close(): Promise<void>;
}

export type OnLog = (level: LogLevel, message: string) => void;
