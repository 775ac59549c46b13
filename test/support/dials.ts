/** What this process dials and looks up, seen below every library: where Node hands it to the operating system. */

import { createHook } from 'node:async_hooks';

export interface Dials {
  /** Every connection that was attempted since `recordDials`, as `address port`. */
  dialled(): readonly string[];
  /** Every name that the system's resolver or a DNS server was asked for. */
  asked(): readonly string[];
  stop(): void;
}

interface Handle {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

const ASKING: ReadonlySet<string> = new Set(['GETADDRINFOREQWRAP', 'QUERYWRAP']);

/** Sees only what goes through Node in this very process. */
export function recordDials(): Dials {
  const dials: Handle[] = [];
  const questions: Handle[] = [];
  const hook = createHook({
    init: (_id, type, _trigger, handle) => {
      // Node fills the handle in after this call, so it is read later.
      if (type === 'TCPCONNECTWRAP') dials.push(handle);
      else if (ASKING.has(type)) questions.push(handle);
    },
  }).enable();
  return {
    dialled: () => dials.map(({ address, port }) => `${address} ${port}`),
    asked: () => questions.map(({ hostname }) => hostname ?? ''),
    stop: () => void hook.disable(),
  };
}
