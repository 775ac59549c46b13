/** The table of a run: a row a seed, and a total. */

import { addTallies, sumOf, type Tally } from './tally.js';
import type { RunResult } from './run-script.js';

const HEAD = [
  'seed',
  'minutes',
  'jobs',
  'pages',
  'requests',
  'kills',
  'at named moments',
  'freezes',
  'cuts',
  'full disks',
  'recoveries',
  'longest',
  'violations',
] as const;

export type Row = Pick<RunResult, 'verdict' | 'tally' | 'readiness' | 'tookMs'> & { readonly seed: number };

/** In GitHub's Markdown, which reads well in a terminal too. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map((row) => cellsOf(String(row.seed), row))];
  if (rows.length > 1) cells.push(cellsOf('**all**', totalOf(rows)));
  const widths = HEAD.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(Math.max(3, width)) : `${'-'.repeat(Math.max(2, width - 1))}:`,
  );
  return [line(cells[0] ?? []), line(rule), ...cells.slice(1).map(line)].map((text) => `${text}\n`).join('');
}

/** One sentence each: what was killed and frozen, and the named moments that a process died at. */
export function detailsOf(rows: readonly Row[]): string {
  const { tally } = totalOf(rows);
  return [
    `Killed: ${wordsOf(tally.kills)}.`,
    `Frozen: ${wordsOf(tally.freezes)}.`,
    `Died at named moments: ${wordsOf(tally.failpoints)}.`,
  ].join('\n');
}

function cellsOf(name: string, { verdict, tally, readiness, tookMs }: Omit<Row, 'seed'>): readonly string[] {
  const longestMs = Math.max(0, ...readiness.outagesMs);
  return [
    name,
    (tookMs / 60_000).toFixed(1),
    ...[verdict.jobs, verdict.pages, verdict.requests].map(String),
    String(sumOf(tally.kills)),
    String(sumOf(tally.failpoints)),
    String(sumOf(tally.freezes)),
    String(tally.cuts),
    String(tally.fullDisks),
    String(readiness.outagesMs.length),
    `${(longestMs / 1000).toFixed(1)} s`,
    String(verdict.violations.length),
  ];
}

function totalOf(rows: readonly Row[]): Omit<Row, 'seed'> & { readonly tally: Tally } {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return {
    verdict: {
      violations: rows.flatMap(({ verdict }) => verdict.violations),
      jobs: sum(({ verdict }) => verdict.jobs),
      pages: sum(({ verdict }) => verdict.pages),
      requests: sum(({ verdict }) => verdict.requests),
    },
    tally: addTallies(rows.map(({ tally }) => tally)),
    readiness: { outagesMs: rows.flatMap(({ readiness }) => readiness.outagesMs) },
    tookMs: sum(({ tookMs }) => tookMs),
  };
}

function wordsOf(counts: Readonly<Record<string, number>>): string {
  const words = Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} ${count}`);
  return words.length === 0 ? 'nothing' : words.join(', ');
}
