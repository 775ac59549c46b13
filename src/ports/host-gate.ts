/** Politeness towards one host, shared by all jobs of a worker. */

/** A page's turn at a host. */
export interface Turn {
  /** The request is over: the next page may be fetched while this one is extracted and stored. */
  fetched(): void;
  /** The page's outcome is stored, or it was given up. Ends the turn; safe to repeat. */
  leave(): void;
}

export interface HostGate {
  /**
   * Waits for a turn at `host` (as in `hostKey`). At most HOST_CONCURRENCY turns are being fetched, and twice as many
   * are held: what a killed worker repeats is bounded by that. Rejects with the signal's reason when `signal` aborts
   * first; no turn is taken then.
   */
  enter(host: string, signal: AbortSignal): Promise<Turn>;
}
