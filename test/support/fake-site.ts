/** A site as a fetcher sees it, without a network. */

import { setImmediate as turn } from 'node:timers/promises';
import { failure } from '../../src/core/failure.js';
import type { FetchedPage, Fetcher } from '../../src/ports/fetcher.js';

/** `/ok` answers, `/dead` cannot be reached, `/held` waits until it is let go. */
export interface FakeSite {
  readonly fetcher: Fetcher;
  /** Paths in the order in which they were asked for. */
  readonly begun: string[];
  letGo(path: string): void;
  mostAtOnce(): number;
}

export function createFakeSite(): FakeSite {
  const begun: string[] = [];
  const held = new Map<string, () => void>();
  let inside = 0;
  let most = 0;
  const hold = (path: string, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      held.set(path, resolve);
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  return {
    begun,
    letGo: (path) => held.get(path)?.(),
    mostAtOnce: () => most,
    fetcher: {
      fetch: async ({ url }, signal) => {
        signal.throwIfAborted();
        const path = new URL(url).pathname;
        begun.push(path);
        most = Math.max(most, ++inside);
        try {
          await (path.startsWith('/held') ? hold(path, signal) : turn());
        } finally {
          inside--;
        }
        if (path.startsWith('/dead')) return { kind: 'failed', failure: failure('URL_UNREACHABLE', 'dead') };
        return answerOf(url);
      },
      close: async () => undefined,
    },
  };
}

function answerOf(url: string): FetchedPage {
  return {
    kind: 'page',
    finalUrl: url,
    status: 200,
    headers: {},
    contentType: 'text/html',
    body: new Uint8Array(),
    truncated: false,
    fetchedAt: new Date(),
  };
}
