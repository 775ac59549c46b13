/** Sequences of commands. Each mix comes often to what it is named after; together they come through everything. */

import fc from 'fast-check';
import type { Command } from './command.js';
import { jobSteps } from './jobs.js';
import type { Model } from './model.js';
import type { Real } from './real.js';
import { workerSteps } from './workers.js';

const { submitted, opened, cancelled, settled, toppedUp, passed, pruned } = jobSteps;
const { taken, committed, resumed, released, answered, mapped } = workerSteps;

const MOST_COMMANDS = 60;

/** Each as often as its number says. */
function mix(
  ...weighted: [number, fc.Arbitrary<Command>][]
): fc.Arbitrary<Iterable<fc.AsyncCommand<Model, Real>>> {
  const all = weighted.flatMap(([weight, one]) => Array.from({ length: weight }, () => one));
  return fc.commands(all, { maxCommands: MOST_COMMANDS, size: 'max' });
}

export const MIXES = {
  crawls: mix(
    [3, submitted(2, 'crawl')],
    [5, taken],
    [8, committed],
    [2, released],
    [1, resumed],
    [2, mapped],
    [1, answered],
  ),
  money: mix(
    [6, submitted(8, 'batch', 'batch', 'extract', 'crawl')],
    [2, taken],
    [3, committed],
    [1, cancelled],
    [4, settled],
    [1, toppedUp],
    [1, passed],
  ),
  everything: mix(
    [3, submitted(4, 'batch', 'crawl', 'extract')],
    [1, opened],
    [4, taken],
    [5, committed],
    [1, resumed],
    [1, released],
    [2, answered],
    [1, mapped],
    [1, cancelled],
    [2, settled],
    [1, toppedUp],
    [2, passed],
    [4, pruned],
  ),
} as const;

export type Mix = keyof typeof MIXES;
