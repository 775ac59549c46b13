/** Makes a script shorter that breaks a rule: parts of it are left out as long as the rule is still broken. */

import type { Script } from '../types.js';

/** Whether the rule is broken by this script. */
export type StillFails = (script: Script) => Promise<boolean>;

/**
 * Delta debugging (ddmin) over faults and then operations: halves, then quarters and so on are left out. Ends when nothing
 * can be left out, or when `mayGoOn` says no; resolves with the shortest script that has failed.
 */
export async function shrink(
  script: Script,
  stillFails: StillFails,
  mayGoOn: () => boolean,
): Promise<Script> {
  const faults = await minimise(script.faults, (kept) => stillFails({ ...script, faults: kept }), mayGoOn);
  const operations = await minimise(
    script.operations,
    (kept) => stillFails({ ...script, faults, operations: kept }),
    mayGoOn,
  );
  return { ...script, faults, operations };
}

async function minimise<T>(
  all: readonly T[],
  stillFails: (kept: readonly T[]) => Promise<boolean>,
  mayGoOn: () => boolean,
): Promise<readonly T[]> {
  let kept = all;
  let parts = 2;
  while (kept.length > 0 && mayGoOn()) {
    const size = Math.ceil(kept.length / parts);
    let shorter: readonly T[] | null = null;
    for (let at = 0; at < kept.length && shorter === null && mayGoOn(); at += size) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await stillFails(rest)) shorter = rest;
    }
    if (shorter !== null) {
      kept = shorter;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) {
      break;
    } else {
      parts = Math.min(kept.length, parts * 2);
    }
  }
  return kept;
}
