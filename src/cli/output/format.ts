/** Lists of results in the format that was asked for. */

import { csvRecord } from '../../core/csv.js';
import type { Terminal } from '../terminal.js';
import { renderTable } from './table.js';

export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** An entry as it is for programs, and as a row of cells. */
export interface Entry {
  readonly value: unknown;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** A table for people, a JSON value a line for programs, unless one is asked for. */
export function formatFor(terminal: Terminal, asked: Format | undefined): Format {
  return asked ?? (terminal.outIsTerminal ? 'table' : 'ndjson');
}

/** `columns` come first, in this order; further ones as the entries have them. */
export async function printEntries(
  terminal: Terminal,
  asked: Format | undefined,
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  columns: readonly string[] = [],
): Promise<void> {
  const format = formatFor(terminal, asked);
  if (format === 'ndjson') {
    for await (const { value } of entries) await terminal.out(`${JSON.stringify(value)}\n`);
  } else if (format === 'json') {
    let separator = '[\n';
    for await (const { value } of entries) {
      await terminal.out(`${separator}  ${JSON.stringify(value)}`);
      separator = ',\n';
    }
    await terminal.out(separator === '[\n' ? '[]\n' : '\n]\n');
  } else {
    await printRows(terminal, format, entries, columns);
  }
}

/** Which columns there are is known when all rows are. */
async function printRows(
  terminal: Terminal,
  format: 'table' | 'csv',
  entries: AsyncIterable<Entry> | Iterable<Entry>,
  first: readonly string[],
): Promise<void> {
  const rows: Entry['cells'][] = [];
  const columns = new Set(first);
  for await (const { cells } of entries) {
    rows.push(cells);
    for (const name of Object.keys(cells)) columns.add(name);
  }
  const names = [...columns];
  if (format === 'table') {
    const width = terminal.outIsTerminal ? terminal.columns : Infinity;
    await terminal.out(renderTable(names, rows, width));
    return;
  }
  await terminal.out(csvRecord(names));
  for (const row of rows) await terminal.out(csvRecord(names.map((name) => row[name])));
}

/** One thing: its cells one a line for people, JSON for programs. */
export async function printOne(terminal: Terminal, asked: Format | undefined, entry: Entry): Promise<void> {
  const format = asked ?? (terminal.outIsTerminal ? 'table' : 'json');
  if (format === 'json') return terminal.out(`${JSON.stringify(entry.value, null, 2)}\n`);
  if (format !== 'table') return printEntries(terminal, format, [entry]);
  const rows = Object.entries(entry.cells).map(([name, value]) => ({ name, value }));
  const width = terminal.outIsTerminal ? terminal.columns : Infinity;
  return terminal.out(renderTable(['name', 'value'], rows, width, false));
}
