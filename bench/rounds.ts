/** Contestants in turn, several rounds, and the table of what came out. */

import { renderTable, type Cell } from '../demo/table.js';
import type { Contestant, Measure } from './contest.js';
import type { Bench } from './part.js';
import { median, medianOrNull, megabytes, rounded } from './stats.js';

export interface Standing {
  readonly name: string;
  readonly rounds: Measure[];
}

export interface Outcome {
  readonly standings: readonly Standing[];
  readonly problems: readonly string[];
}

export async function runRounds(
  bench: Bench,
  what: string,
  pages: number,
  contestants: readonly Contestant[],
): Promise<Outcome> {
  const standings: Standing[] = contestants.flatMap(({ names }) =>
    names.map((name) => ({ name, rounds: [] as Measure[] })),
  );
  const problems: string[] = [];
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    bench.print(`${what}, round ${round} of ${bench.options.rounds}\n`);
    for (const contestant of contestants) await runOne(bench, contestant, pages, standings, problems);
  }
  return { standings, problems: [...new Set(problems)] };
}

async function runOne(
  bench: Bench,
  contestant: Contestant,
  pages: number,
  standings: readonly Standing[],
  problems: string[],
): Promise<void> {
  try {
    const measures = await contestant.run(bench.signal);
    for (const [at, measure] of measures.entries()) {
      const name = contestant.names[at];
      standings.find((standing) => standing.name === name)?.rounds.push(measure);
      const perSecond = pages / measure.seconds;
      const speed = rounded(perSecond, perSecond < 10 ? 2 : 0);
      const mark = measure.problem === null ? '' : ', WRONG';
      bench.print(`  ${name}: ${rounded(measure.seconds, 2)} s, ${speed} pages/s${mark}\n`);
      if (measure.problem !== null) problems.push(`${name}: ${measure.problem}`);
    }
  } catch (error) {
    bench.signal.throwIfAborted();
    problems.push(`${contestant.names[0]}: ${(error as Error).message}`);
    bench.print(`  ${contestant.names[0]}: failed\n`);
  }
}

export interface Medians {
  readonly name: string;
  readonly mark: string;
  readonly seconds: number;
  readonly cpu: number | null;
  readonly peak: number | null;
  readonly top: number | null;
  /** The most of any round. */
  readonly leftovers: number | null;
}

export interface Column {
  readonly head: string;
  cell(own: Medians, first: Medians, pages: number): Cell;
}

export const NAME: Column = { head: '', cell: ({ name, mark }) => name + mark };
export const SPEED_RATIO: Column = { head: 'x', cell: (own, first) => ratio(first.seconds, own.seconds) };
export const SECONDS: Column = { head: 'seconds', cell: ({ seconds }) => rounded(seconds, 2) };
export const CPU: readonly Column[] = [
  { head: 'CPU s', cell: ({ cpu }) => rounded(cpu, 1) },
  { head: 'x', cell: (own, first) => ratio(own.cpu, first.cpu) },
];
export const PEAK: readonly Column[] = [
  { head: 'peak MB', cell: ({ peak }) => megabytes(peak) },
  { head: 'x', cell: (own, first) => ratio(own.peak, first.peak) },
];
const PER_SECOND: Column = { head: 'pages/s', cell: ({ seconds }, _, pages) => rounded(pages / seconds, 0) };
const MAIN: Column = {
  head: 'main MB',
  cell: ({ name, top }) => (name.startsWith('Holdfast') ? megabytes(top) : null),
};
const COLUMNS: readonly Column[] = [NAME, PER_SECOND, SPEED_RATIO, SECONDS, ...CPU, ...PEAK, MAIN];

/** One line for each name: medians, and their ratios to the first line. */
export function renderStandings(
  standings: readonly Standing[],
  pages: number,
  rounds: number,
  columns: readonly Column[] = COLUMNS,
): string {
  const medians = standings.map((standing) => mediansOf(standing, rounds));
  const rows = medians.map((own) => columns.map(({ cell }) => cell(own, medians[0] ?? own, pages)));
  return renderTable(
    columns.map(({ head }) => head),
    rows,
  );
}

function mediansOf({ name, rounds: measures }: Standing, rounds: number): Medians {
  const leftovers = measures.map(({ leftovers: own }) => own ?? null).filter((own) => own !== null);
  return {
    name,
    mark: markOf(measures, rounds),
    seconds: median(measures.map(({ seconds }) => seconds)),
    cpu: medianOrNull(measures.map(({ cpuSeconds }) => cpuSeconds)),
    peak: medianOrNull(measures.map(({ peakBytes }) => peakBytes)),
    top: medianOrNull(measures.map(({ topPeakBytes }) => topPeakBytes)),
    leftovers: leftovers.length === 0 ? null : Math.max(...leftovers),
  };
}

function ratio(value: number | null, base: number | null): string | null {
  return value === null || base === null ? null : rounded(value / base, 2);
}

export function roundsText(rounds: number): string {
  return rounds === 1 ? 'one round' : `medians of ${rounds} rounds`;
}

/** Numbers of work that was not done right are not to be taken for the others'. */
function markOf(measures: readonly Measure[], wanted: number): string {
  if (measures.some(({ problem }) => problem !== null)) return ' (WRONG)';
  return measures.length < wanted ? ` (${wanted - measures.length} rounds FAILED)` : '';
}
