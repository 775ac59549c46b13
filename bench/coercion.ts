/**
 * Reads written numbers and dates as the service does and counts how many come out as a table says: `npm run
 * bench:coercion -- --data FILE [--misses N]`. A line of FILE is `{kind, text, lang, base, expected}`, with `base` the day
 * that "yesterday" is relative to; `bench/coercion/cases.py` makes such files out of other projects' test tables.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand } from '../demo/interrupt.js';
import { renderTable } from '../demo/table.js';
import { coerce, newWordedDates } from '../src/core/extract/coerce/index.js';
import { BadOption } from './options.js';
import { rounded } from './stats.js';

interface Line {
  readonly kind: string;
  readonly text: string;
  readonly lang: string | null;
  readonly base: string | null;
  readonly expected: number | string | null;
}

interface Read extends Line {
  readonly value: unknown;
  readonly isRight: boolean;
}

const USAGE = 'Usage: npm run bench:coercion -- --data FILE [--misses N]';

await runCommand(() => {
  const { data, misses = '0' } = readOptions(process.argv.slice(2));
  if (data === undefined || !/^\d{1,6}$/.test(misses)) throw new BadOption(USAGE);
  const lines = readFileSync(data, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => readLine(JSON.parse(line) as Line));
  process.stdout.write(report(lines, Number(misses)));
  return Promise.resolve(0);
});

function readOptions(args: readonly string[]): { data?: string | undefined; misses?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' }, misses: { type: 'string' } } })
      .values;
  } catch (error) {
    throw new BadOption(`${(error as Error).message.split('. ')[0]}. ${USAGE}`);
  }
}

function readLine(line: Line): Read {
  const { text, lang, base, expected, kind } = line;
  const referenceDate = (): Date => new Date(base === null ? Date.now() : `${base}Z`);
  const isMoney = kind === 'price';
  const context = { lang, isMoney, referenceDate, wordedDates: newWordedDates() };
  const result = coerce(text, isMoney || kind === 'number' ? 'float' : 'date', context);
  const value = result.kind === 'value' ? result.value : null;
  const isClose =
    typeof value === 'number' && typeof expected === 'number' && Math.abs(value - expected) < 1e-6;
  return { ...line, value, isRight: isClose || value === expected };
}

function report(lines: readonly Read[], misses: number): string {
  const kinds = [...new Set(lines.map(({ kind }) => kind))];
  const rows = kinds.map((kind) => {
    const own = lines.filter((line) => line.kind === kind);
    const right = own.filter(({ isRight }) => isRight).length;
    const wrong = own.filter(({ isRight, value }) => !isRight && value !== null).length;
    return [kind, own.length, right, wrong, rounded(right / own.length, 4)];
  });
  const told = lines
    .filter(({ isRight }) => !isRight)
    .slice(0, misses)
    .map(({ kind, lang, text, expected, value }) => JSON.stringify({ kind, lang, text, expected, value }));
  return [renderTable(['kind', 'lines', 'right', 'another value', 'share'], rows), ...told, ''].join('\n');
}
