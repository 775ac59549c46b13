/** What the pages of a job need: stored once with the job, read by every worker that meets it. */

import type { FormatsSpec } from './formats/index.js';
import type { JobKind } from './job-kinds.js';
import type { LinkScope } from './crawl/link-scope.js';
import type { RenderJs } from './render-js.js';
import type { RequestExtras } from './request-extras.js';
import type { Schema } from './schema.js';
import type { FieldSelector } from './select/selector.js';
import type { SpiderSpec } from './spider.js';
import type { WaitFor } from './wait-for.js';

export type JobSpec = ExtractJobSpec | SelectJobSpec | CrawlJobSpec | SpiderJobSpec | ScrapyJobSpec;

/** What every kind of job says of its pages. */
interface PagesSpec {
  /** The fields of a page's result. Empty for spiders, whose pages give items. */
  readonly schema: Schema;
  readonly renderJs: RenderJs;
  readonly timeoutMs: number;
  readonly locale: string | null;
  readonly processImages: boolean;
  /** Pages that one chunk works on at once. */
  readonly perChunk: number;
  readonly failFast: boolean;
  /** What its caller calls the job; null where it has no name. */
  readonly name: string | null;
  /** Only pages that succeeded are charged. */
  readonly failuresFree: boolean;
  /** An answer with a status of 400 or more is a failure, whatever document comes with it. */
  readonly errorStatusFails: boolean;
  /** How often a page is asked for whose host cannot be reached, or answers that it is overloaded or broken. */
  readonly tries: number;
}

/** Fields are found by rules, and what no rule finds is asked of the model. */
interface FoundFields {
  /**
   * `use`: pages may be answered with results of earlier jobs that are still fresh. `refresh`: every page is asked. Both
   * keep results for later jobs; a job without it does neither.
   */
  readonly cache?: 'use' | 'refresh';
  /** Whether the model work may wait for a vendor's batch. */
  readonly asyncMode: boolean;
  /** Whether results keep what each value rests on. */
  readonly evidence: boolean;
  /** What pages are asked for with; left out where the caller gives nothing. */
  readonly extras?: RequestExtras;
  /** Cookies that sites set live from page to page; left out where each page has its own. */
  readonly session?: 'job';
  /** What pages are waited for in the browser; left out where the caller does not say. */
  readonly waitFor?: WaitFor;
  /** What is kept of each page beside its fields; left out where nothing is. */
  readonly formats?: FormatsSpec;
  /** Results of earlier jobs answer only while they are no older; left out where their freshness alone decides. */
  readonly maxAgeMs?: number;
}

/** A spec as it is asked for: how many pages a chunk works on at once is planned. */
export type AskedSpec = JobSpec extends infer S ? (S extends JobSpec ? Omit<S, 'perChunk'> : never) : never;

/** Pages that the caller names, read by its schema. */
export interface ExtractJobSpec extends PagesSpec, FoundFields {
  readonly kind: 'extract' | 'batch';
}

/** Pages that the caller names, read by its selectors; `schema` only says what these give. */
export interface SelectJobSpec extends PagesSpec {
  readonly kind: 'select';
  readonly selectors: readonly FieldSelector[];
}

/** Pages that are found from a seed, read by the caller's schema. */
export interface CrawlJobSpec extends PagesSpec, FoundFields {
  readonly kind: 'crawl';
  readonly crawl: CrawlSpec;
}

/** Pages that a TypeScript spider asks for and reads. */
export interface SpiderJobSpec extends PagesSpec {
  readonly kind: 'spider';
  readonly spider: SpiderSpec;
}

/** Pages that Scrapy fetches and one of its spiders reads. */
export interface ScrapyJobSpec extends PagesSpec {
  readonly kind: 'scrapy';
  readonly spider: SpiderSpec;
}

/** How a crawl finds its pages. */
export interface CrawlSpec {
  readonly seedUrl: string;
  /** Glob on canonical URLs; only matching links are followed. */
  readonly followPattern: string;
  /** Hops from the seed. */
  readonly maxDepth: number;
  /** The page limit that was asked for; earlier versions left it out. */
  readonly maxPages?: number;
  /** Whether rel=nofollow and meta robots are obeyed. */
  readonly respectNofollow: boolean;
  /** `canonical`: pages that name the same canonical URL are merged. They are not where it is absent. */
  readonly dedupe?: 'none' | 'canonical';
  /** Globs on canonical URLs; matching links are left out. Earlier versions did not write it. */
  readonly excludePatterns?: readonly string[];
  /** Whether links are left out that change something at a site, or lead on without end; not where it is absent. */
  readonly defaultExcludes?: boolean;
  /** Which links are followed, in place of `followPattern`; left out where the pattern says it. */
  readonly scope?: LinkScope;
  /** The crawl asks for one page at a time with this pause between them; left out without one. */
  readonly delayMs?: number;
}

/** The kind of the job that is made of this spec: how it runs, where the spec also says how a page is read. */
export function jobKindOf({ kind }: Pick<JobSpec, 'kind'>): JobKind {
  return kind === 'select' ? 'batch' : kind;
}

/** Whether rules and the model find the fields of this job's pages; elsewhere selectors or a spider's code do. */
export function findsFields(spec: JobSpec): spec is ExtractJobSpec | CrawlJobSpec {
  switch (spec.kind) {
    case 'extract':
    case 'batch':
    case 'crawl':
      return true;
    case 'select':
    case 'spider':
    case 'scrapy':
      return false;
    default:
      return spec satisfies never;
  }
}

/** Whether cookies that sites set live from page to page of this job. */
export function hasSession(spec: JobSpec): boolean {
  return findsFields(spec) && spec.session === 'job';
}

/** The spider of such a job; null for other kinds. */
export function spiderOf(spec: JobSpec): SpiderSpec | null {
  return spec.kind === 'spider' || spec.kind === 'scrapy' ? spec.spider : null;
}
