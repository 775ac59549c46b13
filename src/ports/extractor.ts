/** Turning one fetched page into typed values. */

import type { Failure } from '../core/failure.js';
import type { FieldValues, Schema } from '../core/schema.js';
import type { FetchedPage } from './fetcher.js';

export interface Extraction {
  /** Exactly the schema's keys. */
  readonly data: FieldValues;
  /** One sentence per transformation or doubt worth telling; empty when there is none. */
  readonly warnings: readonly string[];
  /** True when embedded metadata (JSON-LD, microdata, OpenGraph, meta) answered every field. */
  readonly structured: boolean;
  /** Canonical URLs that the page links to, each once; only when asked for. */
  readonly links?: readonly string[];
}

/** Whether links are collected, and how. */
export interface LinkOptions {
  readonly respectNofollow: boolean;
}

/** What the page is made of holds no text, or none that can be read. */
export interface Unreadable {
  readonly kind: 'failed';
  readonly failure: Failure;
}

export interface ReadLimits {
  /** How long reading may take; documents that take long end as `TIMEOUT`. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Extractor {
  /** Never throws for anything the page contains. Rejects with the signal's reason when it aborts a long reading. */
  extract(
    page: FetchedPage,
    schema: Schema,
    links: LinkOptions | undefined,
    limits: ReadLimits,
  ): Promise<Extraction | Unreadable>;
}
