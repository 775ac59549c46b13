/** Seeds one after the other, or a script from a file; prints what happens, and the table. */

import { writeFileSync } from 'node:fs';
import type { Abilities, Script } from '../types.js';
import { describeViolation } from './failures.js';
import type { Halves } from './halves.js';
import type { Options } from './options.js';
import { runInFolder, type KeptResult } from './run-in-folder.js';
import { readScript } from './script-file.js';
import { detailsOf, tableOf, type Row } from './table.js';

const MOST_SHOWN = 20;

export interface Print {
  /** For people who wait. */
  progress(text: string): void;
  /** The result. */
  result(text: string): void;
}

/** Resolves with whether every rule held. */
export async function runSeeds(
  options: Options,
  abilities: Abilities,
  halves: Halves,
  print: Print,
  signal: AbortSignal,
): Promise<boolean> {
  const scripts: readonly { readonly seed: number; readonly script: Script | null }[] =
    options.replay === null
      ? Array.from({ length: options.seeds }, (_, at) => ({ seed: options.seed + at, script: null }))
      : [readScript(options.replay)].map((script) => ({ seed: script.seed, script }));
  const rows: Row[] = [];
  try {
    for (const { seed, script } of scripts) {
      signal.throwIfAborted();
      const say = (text: string): void => print.progress(`seed ${seed}: ${text}\n`);
      say('starting');
      const result = await runInFolder(
        { options, abilities, halves, seed, script, keepBroken: true, say },
        signal,
      );
      rows.push({ ...result, seed });
      // After each: a run of hours is looked at on the way, and may not come to its end.
      if (options.markdown !== null)
        writeFileSync(options.markdown, `${tableOf(rows)}\n${detailsOf(rows)}\n`);
      tell(result, print);
    }
  } finally {
    if (rows.length > 0) print.result(`\n${tableOf(rows)}\n${detailsOf(rows)}\n`);
  }
  return rows.every(({ verdict }) => verdict.violations.length === 0);
}

function tell({ script: { seed }, verdict, folder }: KeptResult, print: Print): void {
  const { violations } = verdict;
  print.progress(`seed ${seed}: ${violations.length} violations\n`);
  for (const violation of violations.slice(0, MOST_SHOWN))
    print.progress(`${describeViolation(violation)}\n`);
  if (violations.length > MOST_SHOWN)
    print.progress(`  and ${violations.length - MOST_SHOWN} more in violations.json\n`);
  if (folder !== null)
    print.progress(
      `  kept in ${folder}; again: npm run chaos -- --replay ${folder}/script.json; shorter: --shrink\n`,
    );
}
