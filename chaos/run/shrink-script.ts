/** `--shrink FILE`: runs parts of a script until a short one is left that breaks one of the same rules. */

import type { Abilities, Script } from '../types.js';
import type { Halves } from './halves.js';
import type { Options } from './options.js';
import { runInFolder } from './run-in-folder.js';
import type { Print } from './run-seeds.js';
import { readScript, writeScript } from './script-file.js';
import { shrink } from './shrink.js';

/** Whether a rule is broken is a matter of chance too: a script that has passed is run once more. */
const TRIES = 2;
const BOUND_MS = 60 * 60_000;

/** Resolves with the exit code: 0 when a script was written that breaks a rule, 1 when the given one broke none. */
export async function shrinkScript(
  file: string,
  options: Options,
  abilities: Abilities,
  halves: Halves,
  print: Print,
  signal: AbortSignal,
): Promise<number> {
  const whole = readScript(file);
  const shorter = file.replace(/(\.json)?$/, '.short.json');
  const untilMs = Date.now() + BOUND_MS;
  let rules: ReadonlySet<string> | null = null;

  const stillFails = async (script: Script): Promise<boolean> => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const { operations, faults } = script;
      print.progress(`${operations.length} operations, ${faults.length} faults, try ${attempt}: `);
      const run = { options: { ...options, keep: false }, abilities, halves, seed: script.seed, script };
      const { verdict } = await runInFolder({ ...run, keepBroken: false, say: () => undefined }, signal);
      const broken = new Set(verdict.violations.map(({ rule }) => rule));
      print.progress(`${broken.size === 0 ? 'no rule is broken' : [...broken].join(', ')}\n`);
      if (broken.size > 0) rules ??= broken;
      if ([...broken].some((rule) => rules?.has(rule))) {
        writeScript(shorter, script);
        return true;
      }
    }
    return false;
  };

  if (!(await stillFails(whole))) {
    print.result(`${file} breaks no rule in ${TRIES} tries.\n`);
    return 1;
  }
  const short = await shrink(whole, stillFails, () => Date.now() < untilMs);
  writeScript(shorter, short);
  print.result(`${shorter}: ${short.operations.length} operations, ${short.faults.length} faults.\n`);
  return 0;
}
