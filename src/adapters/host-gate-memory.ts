/** Parallel requests to one host, bounded per worker. Waiters are served in the order they came. */

import type { HostGate } from '../ports/host-gate.js';

interface Host {
  inside: number;
  readonly waiting: Set<() => void>;
}

/** `perHost`: slots of one host. A host nobody uses is forgotten, so memory follows the load. */
export function createMemoryHostGate(perHost: number): HostGate {
  const hosts = new Map<string, Host>();

  const leave = (name: string, host: Host): void => {
    const [next] = host.waiting;
    if (next !== undefined) {
      // The slot passes on: `inside` stays as it is.
      host.waiting.delete(next);
      next();
      return;
    }
    host.inside -= 1;
    if (host.inside === 0) hosts.delete(name);
  };

  return {
    enter: async (name, signal) => {
      signal.throwIfAborted();
      let host = hosts.get(name);
      if (host === undefined) hosts.set(name, (host = { inside: 0, waiting: new Set() }));
      if (host.inside < perHost) host.inside += 1;
      else await queue(host, signal);
      return once(() => leave(name, host));
    },
  };
}

function queue(host: Host, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const admit = (): void => {
      signal.removeEventListener('abort', giveUp);
      resolve();
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
