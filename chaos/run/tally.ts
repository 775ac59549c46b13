/** What was done to a deployment, counted. */

import type { Injection, PartKind } from '../types.js';

type Counts = Readonly<Partial<Record<PartKind, number>>>;

export interface Tally {
  /** Processes that were killed, whether by a signal of ours or by themselves at a named moment. */
  readonly kills: Counts;
  readonly freezes: Counts;
  /** By the moment's name. */
  readonly failpoints: Readonly<Record<string, number>>;
  readonly cuts: number;
  readonly fullDisks: number;
}

const KILLING = ['kill', 'kill-all', 'away', 'failpoint'];

export function tallyOf(injections: readonly Injection[]): Tally {
  const hit = injections.filter(({ parts }) => parts.length > 0);
  const of = (kinds: readonly string[]): Injection[] => hit.filter(({ fault }) => kinds.includes(fault.kind));
  const failpoints: Record<string, number> = {};
  for (const { fault } of of(['failpoint'])) {
    const { moment } = fault.input as { moment: string };
    failpoints[moment] = (failpoints[moment] ?? 0) + 1;
  }
  return {
    kills: countByKind(of(KILLING)),
    freezes: countByKind(of(['freeze'])),
    failpoints,
    cuts: of(['cut-connections']).length,
    fullDisks: of(['full-disk']).length,
  };
}

export function sumOf(counts: Readonly<Record<string, number>> | Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The sums of several, name by name. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    kills: addCounts(tallies.map(({ kills }) => kills)),
    freezes: addCounts(tallies.map(({ freezes }) => freezes)),
    failpoints: addCounts(tallies.map(({ failpoints }) => failpoints)),
    cuts: tallies.reduce((sum, { cuts }) => sum + cuts, 0),
    fullDisks: tallies.reduce((sum, { fullDisks }) => sum + fullDisks, 0),
  };
}

function addCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

function countByKind(injections: readonly Injection[]): Counts {
  const counts: Partial<Record<PartKind, number>> = {};
  for (const { kind } of injections.flatMap(({ parts }) => parts)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
