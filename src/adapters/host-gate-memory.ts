/**
 * Turns at a host: how many at once is bounded per worker, when they may start is asked of the pacing that all workers
 * share. Waiters are served in the order they came.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { asksToSlowDown, pauseMs } from '../core/crawl/slow-down.js';
import { createMemoryPacing } from './pacing-memory.js';
import type { EnterOptions, HostGate, Pacing, Turn } from '../ports/host-gate.js';
import { once } from '../core/once.js';

interface Host {
  /** Turns whose request is under way. */
  fetching: number;
  /** Turns that have not been left. */
  held: number;
  /** Answers in a row that asked to slow down. */
  refusals: number;
  readonly waiting: Set<() => void>;
  /** Turns that ask once more: before the waiting ones, as these may only go when turns are left. */
  readonly returning: Set<() => void>;
}

/** `perHost`: requests to one host at once. A host nobody uses is forgotten, so memory follows the load. */
export function createMemoryHostGate(perHost: number, pacing: Pacing = createMemoryPacing()): HostGate {
  const hosts = new Map<string, Host>();
  const isFree = (host: Host): boolean => host.fetching < perHost && host.held < 2 * perHost;

  const occupy = (host: Host): (() => void) => {
    host.fetching += 1;
    return once(() => {
      host.fetching -= 1;
      admitNext(host);
    });
  };

  /** Waits for the next start at the host. False, as soon as that is known, when it is later than `until`. */
  const startsBy = async (
    name: string,
    until: number,
    spacingMs: number,
    signal: AbortSignal,
  ): Promise<boolean> => {
    for (let waitMs; (waitMs = await pacing.take(name, spacingMs)) > 0;) {
      if (performance.now() + waitMs > until) return false;
      await sleep(waitMs, undefined, { signal });
    }
    return true;
  };

  const take = (name: string, host: Host): Turn => {
    let release = occupy(host);
    host.held += 1;
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
      const occupied = release;
      const held = pacing.hold(name, pauseMs(host.refusals, retryAfter, new Date()));
      held.then(occupied, occupied);
    };
    const again: Turn['again'] = async (signal, { spacingMs, patienceMs }) => {
      signal.throwIfAborted();
      const until = performance.now() + patienceMs;
      const reoccupy = (): true => {
        release = occupy(host);
        return true;
      };
      const isIn =
        host.fetching < perHost ? reoccupy() : await queue(host.returning, signal, patienceMs, reoccupy);
      return isIn === true && startsBy(name, until, spacingMs, signal);
    };
    return { fetched, again, leave };
  };

  const admitNext = (host: Host): void => {
    const [first] = host.returning;
    if (first !== undefined && host.fetching < perHost) return first();
    const [next] = host.waiting;
    if (next !== undefined && isFree(host)) next();
  };

  async function enter(name: string, signal: AbortSignal, options: EnterOptions = {}): Promise<Turn | null> {
    const { spacingMs = 0, patienceMs = Infinity } = options;
    const until = performance.now() + patienceMs;
    signal.throwIfAborted();
    let host = hosts.get(name);
    if (host === undefined) hosts.set(name, (host = newHost()));
    const turn = isFree(host)
      ? take(name, host)
      : await queue(host.waiting, signal, patienceMs, () => take(name, host));
    if (turn === null) return null;
    try {
      if (!(await startsBy(name, until, spacingMs, signal))) {
        turn.leave();
        return null;
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

function newHost(): Host {
  return { fetching: 0, held: 0, refusals: 0, waiting: new Set(), returning: new Set() };
}

/** `take` runs in the same turn of the event loop in which the place became free. Null when patience ran out. */
function queue<T>(
  waiting: Set<() => void>,
  signal: AbortSignal,
  patienceMs: number,
  take: () => T,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      waiting.delete(admit);
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
    waiting.add(admit);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
