/** Fetching one page with a browser, so that its scripts run. The only implementation goes out through the egress gate. */

import type { Failure } from '../core/failure.js';
import type { FetchedPage, FetchRequest } from './fetcher.js';

/** How far a page has come that its scripts are still filling. */
export interface PageState {
  /** The page may be read: what the caller waits for is there, or every field has a value. */
  readonly isFilled: boolean;
  /** Something that scripts may replace by themselves stands in the page's place: an empty shell, or a check of the browser. */
  readonly isShell: boolean;
  /** The caller waits for something that is not there yet. */
  readonly isAwaited: boolean;
  /** Names of the fields without a value. */
  readonly missing: readonly string[];
  /** Values of all lists together; null when no list is asked for. */
  readonly listItems: number | null;
}

export interface RenderRequest extends FetchRequest {
  /** Pages with the same may find in the cache what others of them loaded; nothing else is shared, without it nothing. */
  readonly cacheScope?: string;
  /** Whose page it is. Owners take turns where pages wait for a place in the browser. */
  readonly owner?: string;
  /** The page is left alone for this long once its document is parsed, in milliseconds. Default 0. */
  readonly leastWaitMs?: number;
  /** Asked a few times while the page loads and is scrolled through. */
  readonly judge: (page: FetchedPage) => Promise<PageState>;
  /** Whether pages of this host are worth scrolling for these fields. Default: all are. */
  readonly mayScrollFor?: (missing: readonly string[]) => boolean;
  /** Told which fields had no value before a page was scrolled to its end, and which have none after it. */
  readonly onScrolled?: (before: readonly string[], after: readonly string[]) => void;
}

export type RenderOutcome =
  /** The document as its scripts have made it, as HTML in UTF-8. */
  | FetchedPage
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** `mayFollow` refused to go there, be it a redirect or a navigation by script. */
  | { readonly kind: 'redirected'; readonly to: string }
  /** What the URL answers is no HTML document: a browser would show or save it, a plain fetch can read it. */
  | {
      readonly kind: 'no_document';
      /** How much of the time went into finding that out. */
      readonly spentMs: number;
    };

export interface RenderSignals {
  /** Ends the rendering. */
  readonly signal: AbortSignal;
  /** Ends the waiting for a place in the browser; rendering that has begun goes on. */
  readonly waiting: AbortSignal;
}

export interface Renderer {
  /**
   * `timeoutMs` runs from when the page has its place in the browser. Never throws for anything the site, the network or
   * the page's scripts do: that is a `failed` outcome with `URL_UNREACHABLE`, `TIMEOUT`, `PAGE_CRASHED`, or
   * `RENDERING_UNAVAILABLE` when no browser can be started. Rejects with the reason of the signal that aborted.
   */
  render(request: RenderRequest, signals: RenderSignals): Promise<RenderOutcome>;
  /** Ends the browser. Running pages are cut off. */
  close(): Promise<void>;
}
