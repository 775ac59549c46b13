/** Holdfast and others on the arrays of the same pages, in one table: programs below each other, readers side by side. */

import { renderTable } from '../../demo/table.js';
import { percentile, rounded } from '../stats.js';
import { scoreArrays, type Answers, type Listing } from './listings.js';

/** What one reader answered, and the processor time of each page. */
export interface Reading {
  readonly answers: Answers;
  readonly timesMs: readonly number[];
}

export function compareArrays(listings: readonly Listing[], readings: ReadonlyMap<string, Reading>): string {
  const scores = [...readings.values()].map(({ answers }) => scoreArrays(listings, answers));
  const programs = [...new Set(listings.map(({ site }) => site))].sort();
  const times = [...readings.values()].map(({ timesMs }) => timesMs);
  const rows = [
    ...programs.map((program) => [program, ...scores.map((score) => shown(score.programs.get(program)))]),
    ['mean over programs', ...scores.map(({ mean }) => shown(mean))],
    ['p50 ms per page', ...times.map((of) => rounded(percentile(of, 0.5), 1))],
    ['p95 ms per page', ...times.map((of) => rounded(percentile(of, 0.95), 1))],
  ];
  return renderTable(['arrays', ...readings.keys()], rows);
}

function shown(score: number | undefined): string | null {
  return score === undefined ? null : score.toFixed(3);
}
