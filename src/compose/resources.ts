/** What a process holds. Whoever builds a part owns it here at once; all parts are closed in the reverse order. */

import type { Log } from '../ports/log.js';

/** Notes how `part` is closed, by its own `close` unless told otherwise, and returns it. */
export interface Own {
  <Part extends { close(): unknown }>(part: Part): Part;
  <Part>(part: Part, close: (part: Part) => unknown): Part;
}

export interface Resources {
  readonly own: Own;
  /**
   * Closes every part, the last one first, each after the one before has closed. A part that cannot be closed is logged
   * and holds up none of the others. Resolves false when `withinMs` ran out first.
   */
  close(withinMs: number): Promise<boolean>;
}

export function createResources(log: Log): Resources {
  const closers: (() => unknown)[] = [];

  const closeAll = async (): Promise<true> => {
    for (let close; (close = closers.pop()) !== undefined;) {
      try {
        await close();
      } catch (error) {
        log.warn({ err: error }, 'a part did not stop cleanly');
      }
    }
    return true;
  };

  return {
    own: <Part>(part: Part, close = closeItself as (part: Part) => unknown): Part => {
      closers.push(() => close(part));
      return part;
    },
    close: async (withinMs) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), withinMs);
      });
      const inTime = await Promise.race([closeAll(), late]);
      clearTimeout(timer);
      return inTime;
    },
  };
}

function closeItself(part: { close(): unknown }): unknown {
  return part.close();
}
