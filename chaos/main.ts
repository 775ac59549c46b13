/**
 * The chaos run: for each seed a service of its own under load, to which everything happens that can, and a judgement of
 * what it has done. See docs/chaos.md.
 */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, runCommand } from '../demo/interrupt.js';
import { checkInvariants } from './oracle/index.js';
import type { Halves } from './run/halves.js';
import { BadOption, readOptions, type Options } from './run/options.js';
import { runSeeds, type Print } from './run/run-seeds.js';
import { shrinkScript } from './run/shrink-script.js';
import { ROOT } from '../test/support/root.js';
import { planOperations } from './workload/plan.js';
import { runOperations } from './workload/run.js';
import { createWorld, findAbilities } from './world/index.js';

const halves: Halves = { createWorld, planOperations, runOperations, checkInvariants };
const print: Print = {
  progress: (text) => void process.stderr.write(text),
  result: (text) => void process.stdout.write(text),
};

/** Temporal's production server is built once, in minutes; runs on one box go without. */
function setUpCluster(): void {
  const script = join(ROOT, 'scripts', 'setup.mjs');
  // What it prints is for whoever waits, and not part of the result.
  execFileSync(process.execPath, [script, 'cluster'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
}

await runCommand(async (signal) => {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    print.progress(`${describe(error)}\n`);
    return 2;
  }
  if (options.deployment === 'cluster') setUpCluster();
  const abilities = findAbilities();
  if (options.shrink !== null) return shrinkScript(options.shrink, options, abilities, halves, print, signal);
  return (await runSeeds(options, abilities, halves, print, signal)) ? 0 : 1;
});
