/** Starts at a host, kept in this process: right for one worker. */

import { keepRecent } from '../core/recent.js';
import type { Pacing } from '../ports/host-gate.js';

const MAX_HOSTS = 10_000;

/** `nowMs`: a clock that nobody sets, or a host would wait as long as it was set back. */
export function createMemoryPacing(nowMs: () => number = () => performance.now()): Pacing {
  // Host -> when its next turn may start. Only hosts that are slowed down are in it.
  const freeAt = new Map<string, number>();

  const set = (host: string, at: number): void => keepRecent(freeAt, host, at, MAX_HOSTS);

  return {
    take: (host, spacingMs) => {
      const now = nowMs();
      const wait = (freeAt.get(host) ?? 0) - now;
      if (wait > 0) return Promise.resolve(wait);
      if (spacingMs > 0) set(host, now + spacingMs);
      else freeAt.delete(host);
      return Promise.resolve(0);
    },
    hold: (host, ms) => {
      set(host, Math.max(freeAt.get(host) ?? 0, nowMs() + ms));
      return Promise.resolve();
    },
  };
}
