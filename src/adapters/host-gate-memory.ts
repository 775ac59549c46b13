/**
 * Turns at a host: how many at once is bounded per worker, when they may start is asked of the pacing that all workers
 * share. Waiters are served in the order they came.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { asksToSlowDown, pauseMs } from '../core/crawl/slow-down.js';
import { createMemoryPacing } from './pacing-memory.js';
import type { EnterOptions, HostGate, Pacing, Turn } from '../ports/host-gate.js';

interface Host {
  /** Turns whose request is under way. */
  fetching: number;
  /** Turns that have not been left. */
  held: number;
  /** Answers in a row that asked to slow down. */
  refusals: number;
  readonly waiting: Set<() => void>;
}

/** `perHost`: requests to one host at once. A host nobody uses is forgotten, so memory follows the load. */
export function createMemoryHostGate(perHost: number, pacing: Pacing = createMemoryPacing()): HostGate {
  const hosts = new Map<string, Host>();
  const isFree = (host: Host): boolean => host.fetching < perHost && host.held < 2 * perHost;

  const take = (name: string, host: Host): Turn => {
    host.fetching += 1;
    host.held += 1;
    const release = once(() => {
      host.fetching -= 1;
      admitNext(host);
    });
    const leave = once(() => {
      release();
      host.held -= 1;
      admitNext(host);
      if (host.held === 0 && host.waiting.size === 0) hosts.delete(name);
    });
    const fetched: Turn['fetched'] = (status = null, retryAfter = null) => {
      host.refusals = asksToSlowDown(status) ? host.refusals + 1 : 0;
      if (host.refusals === 0) return release();
      // The place is given on once the host is held, so that no turn slips through.
      const held = pacing.hold(name, pauseMs(host.refusals, retryAfter, new Date()));
      held.then(release, release);
    };
    return { fetched, leave };
  };

  const admitNext = (host: Host): void => {
    const [next] = host.waiting;
    if (next !== undefined && isFree(host)) next();
  };

  async function enter(name: string, signal: AbortSignal, options: EnterOptions = {}): Promise<Turn | null> {
    const { spacingMs = 0, patienceMs = Infinity } = options;
    const until = performance.now() + patienceMs;
    signal.throwIfAborted();
    let host = hosts.get(name);
    if (host === undefined)
      hosts.set(name, (host = { fetching: 0, held: 0, refusals: 0, waiting: new Set() }));
    const turn = isFree(host)
      ? take(name, host)
      : await queue(host, signal, patienceMs, () => take(name, host));
    if (turn === null) return null;
    try {
      for (let waitMs; (waitMs = await pacing.take(name, spacingMs)) > 0;) {
        if (performance.now() + waitMs > until) {
          turn.leave();
          return null;
        }
        await sleep(waitMs, undefined, { signal });
      }
      signal.throwIfAborted();
      return turn;
    } catch (error) {
      turn.leave();
      throw error;
    }
  }

  return { enter: enter as HostGate['enter'] };
}

/** `take` runs in the same turn of the event loop in which the place became free. */
function queue(host: Host, signal: AbortSignal, patienceMs: number, take: () => Turn): Promise<Turn | null> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      host.waiting.delete(admit);
      signal.removeEventListener('abort', giveUp);
      clearTimeout(patience);
    };
    const admit = (): void => {
      leave();
      resolve(take());
    };
    const giveUp = (): void => {
      leave();
      reject(signal.reason as Error);
    };
    const loseThePatience = (): void => {
      leave();
      resolve(null);
    };
    const patience = patienceMs === Infinity ? undefined : setTimeout(loseThePatience, patienceMs);
    host.waiting.add(admit);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
