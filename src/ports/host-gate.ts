/** Politeness towards one host, shared by all jobs. */

/** A page's turn at a host. */
export interface Turn {
  /**
   * The request is over: the next page may be fetched while this one is extracted and stored. The host's status and
   * Retry-After slow it down for everybody (429, 503) or speed it up again.
   */
  fetched(status?: number | null, retryAfter?: string | null): void;
  /**
   * After `fetched`: waits until the page may ask its host once more, `spacingMs` after the last start. Resolves with
   * false, as soon as that is known, when it would have to wait for longer than `patienceMs`: a host may ask for a pause of
   * minutes. Rejects with the signal's reason when `signal` aborts first.
   */
  again(signal: AbortSignal, options: AgainOptions): Promise<boolean>;
  /** The page's outcome is stored, or it was given up. Ends the turn; safe to repeat. */
  leave(): void;
}

export interface AgainOptions {
  readonly spacingMs: number;
  readonly patienceMs: number;
}

export interface EnterOptions {
  /** Turns start at least this far apart (a Crawl-delay). */
  readonly spacingMs?: number;
  /** How long to wait at the most; for as long as it takes when left out. */
  readonly patienceMs?: number;
}

export interface HostGate {
  /**
   * Waits for a turn at `host` (as in `hostKey`); null when patience ran out. At most HOST_CONCURRENCY turns are being
   * fetched, and twice as many are held: what a killed worker repeats is bounded by that. Rejects with the signal's reason
   * when `signal` aborts first; no turn is taken then.
   */
  enter(
    host: string,
    signal: AbortSignal,
    options: EnterOptions & { patienceMs: number },
  ): Promise<Turn | null>;
  enter(host: string, signal: AbortSignal, options?: { spacingMs?: number }): Promise<Turn>;
}

/** When turns at a host may start, shared by all workers of a deployment. */
export interface Pacing {
  /**
   * Takes the host's next start when it is due, and sets the one after it `spacingMs` later. Resolves with the
   * milliseconds to wait before asking again, 0 when the start was taken.
   */
  take(host: string, spacingMs: number): Promise<number>;
  /** No turn starts at the host for this long. */
  hold(host: string, ms: number): Promise<void>;
}
