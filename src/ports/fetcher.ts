/** Fetching one page over plain HTTP. The only implementation dials through the egress gate. */

import type { Failure } from '../core/failure.js';
import type { ScopedExtras } from '../core/request-extras.js';
import type { PageCookies } from './page-cookies.js';

export interface FetchRequest {
  /** Absolute http or https URL. */
  readonly url: string;
  /** Bound of the whole exchange, redirects and body included, in milliseconds from the call of `fetch`. */
  readonly timeoutMs: number;
  /** Whose page it is: what answers of a host have shown is used for requests of the same account only. */
  readonly accountId?: string;
  /** BCP-47 tag, sent as Accept-Language. */
  readonly locale?: string;
  /** What the caller has the page asked for with. */
  readonly extras?: ScopedExtras;
  /** Cookies to begin with, which keep what answers set; without them cookies live for this fetch. */
  readonly cookies?: PageCookies;
  /** Asked before each redirect; one it refuses ends the fetch as `redirected`. All are followed when it is left out. */
  readonly mayFollow?: (url: string) => boolean | Promise<boolean>;
  /** Whether a page that sends its readers on by itself (`<meta http-equiv="refresh">`) is followed as a redirect. */
  readonly followsRefresh?: boolean;
  /** Asked with the MIME essence: a body it does not want is not read to its end. All are wanted when it is left out. */
  readonly wantsBody?: (contentType: string) => boolean;
}

/** What came back: any HTTP status counts as an answer. */
export interface FetchedPage {
  readonly kind: 'page';
  /** The URL after redirects: base of relative links. */
  readonly finalUrl: string;
  readonly status: number;
  /** Lower-case names; repeated headers joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** MIME essence in lower case, `text/html` when the server said nothing and the body looks like HTML. */
  readonly contentType: string;
  /** Decompressed body; cut at the byte limit (`truncated`), never longer. Some or none of it where it was not wanted. */
  readonly body: Uint8Array;
  readonly truncated: boolean;
  readonly fetchedAt: Date;
  /** What was not as it should be on the way, for people; the page was read all the same. */
  readonly warnings?: readonly string[];
}

/** What a server got wrong, where a browser may read it all the same: it has other headers, and a network stack of its own. */
export type Fault =
  | 'redirects'
  /** Which a browser follows no further. */
  | 'too_many_redirects'
  | 'protocol'
  /** A compression that cannot be undone. */
  | 'coding'
  /** A certificate without those that lead from it to an authority. */
  | 'chain';

export type FetchOutcome =
  | FetchedPage
  | { readonly kind: 'failed'; readonly failure: Failure; readonly fault?: Fault }
  /** `mayFollow` refused this redirect. */
  | { readonly kind: 'redirected'; readonly to: string };

export interface Fetcher {
  /**
   * Never throws for anything the site or the network does: that is a `failed` outcome with `URL_UNREACHABLE`,
   * `TIMEOUT` or `FETCH_BLOCKED`. Rejects with the signal's reason when `signal` aborts.
   */
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
  close(): Promise<void>;
}
