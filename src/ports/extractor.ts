/** Turning one fetched page into typed values. */

import type { FieldValues, Schema } from '../core/schema.js';
import type { FetchedPage } from './fetcher.js';

export interface Extraction {
  /** Exactly the schema's keys. */
  readonly data: FieldValues;
  /** One sentence per transformation or doubt worth telling; empty when there is none. */
  readonly warnings: readonly string[];
  /** True when embedded metadata (JSON-LD, microdata, OpenGraph, meta) answered every field. */
  readonly structured: boolean;
}

export interface Extractor {
  /** Never throws for anything the page contains. */
  extract(page: FetchedPage, schema: Schema): Promise<Extraction>;
}
