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
      const speed = rounded(pages / measure.seconds, 0);
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

const HEAD = ['', 'pages/s', 'x', 'seconds', 'CPU s', 'x', 'peak MB', 'x', 'main MB'];

/** One line for each name: medians, and their ratios to the first line. */
export function renderStandings(standings: readonly Standing[], pages: number, rounds: number): string {
  const medians = standings.map(({ name, rounds: measures }) => ({
    name,
    mark: markOf(measures, rounds),
    seconds: median(measures.map(({ seconds }) => seconds)),
    cpu: medianOrNull(measures.map(({ cpuSeconds }) => cpuSeconds)),
    peak: medianOrNull(measures.map(({ peakBytes }) => peakBytes)),
    top: medianOrNull(measures.map(({ topPeakBytes }) => topPeakBytes)),
  }));
  const [first] = medians;
  const ratio = (value: number | null, base: number | null | undefined): string | null =>
    value === null || base === null || base === undefined ? null : rounded(value / base, 2);
  const rows = medians.map(({ name, seconds, cpu, peak, top, mark }): Cell[] => [
    name + mark,
    rounded(pages / seconds, 0),
    ratio(first?.seconds ?? null, seconds),
    rounded(seconds, 2),
    rounded(cpu, 1),
    ratio(cpu, first?.cpu),
    megabytes(peak),
    ratio(peak, first?.peak),
    name.startsWith('Holdfast') ? megabytes(top) : null,
  ]);
  return renderTable(HEAD, rows);
}

export function roundsText(rounds: number): string {
  return rounds === 1 ? 'one round' : `medians of ${rounds} rounds`;
}

/** Numbers of work that was not done right are not to be taken for the others'. */
function markOf(measures: readonly Measure[], wanted: number): string {
  if (measures.some(({ problem }) => problem !== null)) return ' (WRONG)';
  return measures.length < wanted ? ` (${wanted - measures.length} rounds FAILED)` : '';
}
