/**
 * The chaos run: for each seed a service of its own under load, to which everything happens that can, and a judgement of
 * what it has done. See docs/chaos.md.
 */

import { describe, runCommand } from '../demo/interrupt.js';
import { checkInvariants } from './oracle/index.js';
import type { Halves } from './run/halves.js';
import { BadOption, readOptions, type Options } from './run/options.js';
import { runSeeds, type Print } from './run/run-seeds.js';
import { shrinkScript } from './run/shrink-script.js';
import { planOperations } from './workload/plan.js';
import { runOperations } from './workload/run.js';
import { createWorld, findAbilities } from './world/index.js';

const halves: Halves = { createWorld, planOperations, runOperations, checkInvariants };
const print: Print = {
  progress: (text) => void process.stderr.write(text),
  result: (text) => void process.stdout.write(text),
};

await runCommand(async (signal) => {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    print.progress(`${describe(error)}\n`);
    return 2;
  }
  const abilities = findAbilities();
  if (options.shrink !== null) return shrinkScript(options.shrink, options, abilities, halves, print, signal);
  return (await runSeeds(options, abilities, halves, print, signal)) ? 0 : 1;
});
