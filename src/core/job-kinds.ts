/** What differs between the kinds of jobs: one row for each. A kind that is missing here does not compile. */

/** `spider` runs a spider of ours on the frontier, `scrapy` one of Scrapy's in a process of its own. */
export type JobKind = 'extract' | 'batch' | 'crawl' | 'spider' | 'scrapy';

export interface JobKindFacts {
  /** Pages that one chunk works on at once. */
  readonly pagesAtOnce: number;
  /** So that a page that hangs does not hold up the whole job: a chunk of a frontier ends with its last page. */
  readonly leastLanes: number;
  /** Where its pages come from: named by the call, found from a first one, or from what a spider asks for. */
  readonly pages: 'named' | 'found' | 'asked for';
  /** Whether its pages wait in a frontier, from which chunks lease them; otherwise a chunk is a range of page numbers. */
  readonly hasFrontier: boolean;
  /** Whether results of earlier jobs may answer its pages. A crawl needs the links of its pages, which results do not have. */
  readonly usesCache: boolean;
  /** Whether pages that never ran are refunded when the job was cancelled. */
  readonly refundsUnrunWhenCancelled: boolean;
  /** Whether the answer of a completed job lists pages that did not run: a crawl says only what it visited. */
  readonly listsUnrunWhenCompleted: boolean;
  /** Whether a limit of this service, which nobody asked for, fails a job that has pages left in its frontier. */
  readonly failsAtUnaskedLimit: boolean;
}

export const JOB_KINDS = {
  extract: {
    pagesAtOnce: 1,
    leastLanes: 1,
    pages: 'named',
    hasFrontier: false,
    usesCache: true,
    // It is one unit, which is taken by asking for it; only a page that ended otherwise gives it back.
    refundsUnrunWhenCancelled: false,
    listsUnrunWhenCompleted: true,
    failsAtUnaskedLimit: false,
  },
  // A batch's chunk ends with its last page, so each page that hangs holds a lane: with few pages at once per chunk there
  // are more lanes than one host has turns, and some always go on. A crawl's chunk leases more pages meanwhile.
  batch: {
    pagesAtOnce: 2,
    leastLanes: 1,
    pages: 'named',
    hasFrontier: false,
    usesCache: true,
    refundsUnrunWhenCancelled: true,
    listsUnrunWhenCompleted: true,
    failsAtUnaskedLimit: false,
  },
  crawl: {
    pagesAtOnce: 8,
    leastLanes: 2,
    pages: 'found',
    hasFrontier: true,
    usesCache: false,
    refundsUnrunWhenCancelled: true,
    listsUnrunWhenCompleted: false,
    failsAtUnaskedLimit: false,
  },
  // One chunk at a time unless more is asked for: its pages are parsed by one process.
  spider: {
    pagesAtOnce: 16,
    leastLanes: 1,
    pages: 'asked for',
    hasFrontier: true,
    usesCache: false,
    refundsUnrunWhenCancelled: true,
    listsUnrunWhenCompleted: true,
    failsAtUnaskedLimit: true,
  },
  // Scrapy keeps its own frontier, and its run says itself at which limit it ended.
  scrapy: {
    pagesAtOnce: 1,
    leastLanes: 1,
    pages: 'asked for',
    hasFrontier: false,
    usesCache: false,
    refundsUnrunWhenCancelled: true,
    listsUnrunWhenCompleted: true,
    failsAtUnaskedLimit: false,
  },
} as const satisfies Record<JobKind, JobKindFacts>;

/** The row of a kind, with the types that all rows share. */
export function factsOf(kind: JobKind): JobKindFacts {
  return JOB_KINDS[kind];
}
