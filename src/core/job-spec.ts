/** What the pages of a job need: stored once with the job, read by every worker that meets it. */

import type { RenderJs } from './render-js.js';
import type { Schema } from './schema.js';
import type { FieldSelector } from './select/selector.js';
import type { SpiderSpec } from './spider.js';

/** What a page of this job needs: stored once with the job, read by every worker that meets it. */
export interface JobSpec {
  readonly schema: Schema;
  readonly renderJs: RenderJs;
  readonly timeoutMs: number;
  readonly locale: string | null;
  readonly processImages: boolean;
  readonly perChunk: number;
  readonly failFast: boolean;
  /** What its caller calls the job, where the API has names. */
  readonly name?: string;
  /** Fields are taken by these, and `schema` only says what they give. */
  readonly selectors?: readonly FieldSelector[];
  /** Only pages that succeeded are charged (Scrpy section 7, "charging"). */
  readonly failuresFree?: boolean;
  /** An answer with a status of 400 or more is a failure, whatever document comes with it. */
  readonly errorStatusFails?: boolean;
  /** How often a page is asked for whose host cannot be reached, or answers that it is overloaded or broken. Default 1. */
  readonly tries?: number;
  /** How a crawl finds its pages. */
  readonly crawl?: CrawlSpec;
  /**
   * `use`: pages may be answered with results of earlier jobs that are still fresh. `refresh`: every page is asked. Both
   * keep results for later jobs; a job without it does neither.
   */
  readonly cache?: 'use' | 'refresh';
  /** Whether the model work may wait for a vendor's batch. */
  readonly asyncMode?: boolean;
  /** The spider of a spider's job. */
  readonly spider?: SpiderSpec;
}

export interface CrawlSpec {
  readonly seedUrl: string;
  /** Glob on canonical URLs; only matching links are followed. */
  readonly followPattern: string;
  /** Hops from the seed. */
  readonly maxDepth: number;
  /** Whether rel=nofollow and meta robots are obeyed. */
  readonly respectNofollow: boolean;
}
