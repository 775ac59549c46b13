/** Turns at a host, bounded per worker. Waiters are served in the order they came. */

import type { HostGate, Turn } from '../ports/host-gate.js';

interface Host {
  /** Turns whose request is under way. */
  fetching: number;
  /** Turns that have not been left. */
  held: number;
  readonly waiting: Set<() => void>;
}

/** `perHost`: requests to one host at once. A host nobody uses is forgotten, so memory follows the load. */
export function createMemoryHostGate(perHost: number): HostGate {
  const hosts = new Map<string, Host>();
  const isFree = (host: Host): boolean => host.fetching < perHost && host.held < 2 * perHost;

  const take = (name: string, host: Host): Turn => {
    host.fetching += 1;
    host.held += 1;
    const fetched = once(() => {
      host.fetching -= 1;
      admitNext(host);
    });
    const leave = once(() => {
      fetched();
      host.held -= 1;
      admitNext(host);
      if (host.held === 0 && host.waiting.size === 0) hosts.delete(name);
    });
    return { fetched, leave };
  };

  const admitNext = (host: Host): void => {
    const [next] = host.waiting;
    if (next !== undefined && isFree(host)) next();
  };

  return {
    enter: (name, signal) => {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      let host = hosts.get(name);
      if (host === undefined) hosts.set(name, (host = { fetching: 0, held: 0, waiting: new Set() }));
      if (isFree(host)) return Promise.resolve(take(name, host));
      return queue(host, signal, () => take(name, host));
    },
  };
}

/** `take` runs in the same turn of the event loop in which the place became free. */
function queue(host: Host, signal: AbortSignal, take: () => Turn): Promise<Turn> {
  return new Promise((resolve, reject) => {
    const admit = (): void => {
      host.waiting.delete(admit);
      signal.removeEventListener('abort', giveUp);
      resolve(take());
    };
    const giveUp = (): void => {
      host.waiting.delete(admit);
      reject(signal.reason as Error);
    };
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
