/** Politeness towards one host, shared by all jobs of a worker. */

export interface HostGate {
  /**
   * Waits for a slot of `host` (as in `hostKey`) and resolves with the function that gives it back.
   * Rejects with the signal's reason when `signal` aborts first; the slot is then not taken.
   */
  enter(host: string, signal: AbortSignal): Promise<() => void>;
}
