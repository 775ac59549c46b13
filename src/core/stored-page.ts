/** Pages as the database holds them. */

import type { Failure } from './failure.js';
import type { Exchange, PageResult, Parked } from './page-outcome.js';
import type { PageRequest } from './spider.js';

export interface WaitingPage {
  readonly pageNo: number;
  readonly url: string;
  /** Hops from the seed of a crawl. */
  readonly depth: number;
  /** What a spider asked for with it. */
  readonly request?: PageRequest | null;
}

/** Rows of earlier versions have it only where a webhook listened. */
export type StoredExchange = Partial<Exchange>;

export interface StoredPage {
  readonly pageNo: number;
  readonly url: string;
  /** Null while the page has not run; in a final job it never will. */
  readonly result: (PageResult & StoredExchange) | null;
}

/** A page that ended without a result. */
export interface UnreadPage {
  readonly pageNo: number;
  readonly url: string;
  readonly endedAt: Date;
  /** Null for a page that robots.txt does not allow. */
  readonly failure: Failure | null;
}

export interface ParkedPage extends Pick<Parked, 'partial' | 'question'> {
  readonly pageNo: number;
  readonly url: string;
  readonly exchange: Exchange | null;
}

/** Null where it was not stored. */
export function exchangeOf({ httpStatus, durationMs }: StoredExchange): Exchange | null {
  return durationMs === undefined ? null : { httpStatus: httpStatus ?? null, durationMs };
}
