/** Columns of tables as answers to array fields: the table is chosen for all fields of the schema together. */

import type { Field, Schema } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { nameForms, nameKey } from '../field-name.js';
import type { Cell, Grid } from './grid.js';

export type Columns = ReadonlyMap<string, Candidate>;

const NO_COLUMNS: Columns = new Map();
const TOGETHER = 0.85;
const ALONE = 0.65;
/** A heading that only begins like the field, or is its abbreviation. */
const LOOSE = 0.6;

interface Match {
  readonly grid: Grid;
  readonly columns: Map<string, Column>;
  readonly points: number;
}

interface Column {
  readonly at: number;
  readonly quality: number;
  readonly values: readonly string[];
}

/** For each array field that a table answers, its column. Of tables that answer as many fields, the longest. */
export function columnsFor(schema: Schema, grids: readonly Grid[]): Columns {
  const fields = schema.filter(({ type }) => type.startsWith('array<'));
  if (fields.length === 0) return NO_COLUMNS;
  let best: Match | undefined;
  for (const grid of grids) {
    const match = matchGrid(fields, grid);
    if (match !== null && (best === undefined || isBetter(match, best))) best = match;
  }
  if (best === undefined) return NO_COLUMNS;
  const base = best.columns.size > 1 ? TOGETHER : ALONE;
  return new Map(
    [...best.columns].map(([field, { at, quality, values }]) => [
      field,
      {
        rule: 'table.column',
        source: 'table',
        path: `column ${at + 1}`,
        value: [...values],
        confidence: base * quality,
      },
    ]),
  );
}

function isBetter(a: Match, b: Match): boolean {
  return a.points !== b.points ? a.points > b.points : size(a) > size(b);
}

function size({ columns }: Match): number {
  return [...columns.values()].reduce((sum, { values }) => sum + values.length, 0);
}

function matchGrid(fields: readonly Field[], grid: Grid): Match | null {
  if (grid.headRows === 0 || grid.width < 2) return null;
  const body = grid.rows.slice(grid.headRows).filter((row) => isDataRow(row, grid));
  if (body.length < 2) return null;
  const keys = columnKeys(grid);
  const columns = new Map<string, Column>();
  for (const { field } of fields) {
    const found = findColumn(field, keys);
    if (found === null) continue;
    const values = body.map((row) => row[found.at]?.text ?? '').filter((text) => text !== '');
    if (values.length >= 2) columns.set(field, { ...found, values });
  }
  const points = [...columns.values()].reduce((sum, { quality }) => sum + quality, 0);
  return columns.size === 0 ? null : { grid, columns, points };
}

/** Not a note or a subheading across the table, and not the headings once more. */
function isDataRow(row: readonly (Cell | undefined)[], { rows, headRows, width }: Grid): boolean {
  const cells = new Set(row.filter((cell) => cell !== undefined));
  if (cells.size <= 1 && width > 1) return false;
  const heads = rows[headRows - 1] ?? [];
  return !row.every((cell, at) => cell === undefined || cell.text === heads[at]?.text);
}

/** The names of every column, the innermost heading first. */
function columnKeys({ rows, headRows, width }: Grid): string[][] {
  return Array.from({ length: width }, (_, at) => {
    const heads = rows
      .slice(0, headRows)
      .map((row) => row[at]?.text ?? '')
      .reverse();
    const distinct = [...new Set(heads.filter((text) => text !== ''))];
    const keys = distinct.flatMap((text) => [headKey(text), headKey(text.replace(/\([^)]{0,60}\)/g, ' '))]);
    return [...new Set([...keys, headKey([...distinct].reverse().join(' '))])].filter((key) => key !== '');
  });
}

function headKey(text: string): string {
  return nameKey(text.replace(/\[[^\]]{0,20}\]/g, ' '));
}

function findColumn(
  field: string,
  keys: readonly (readonly string[])[],
): { at: number; quality: number } | null {
  const forms = nameForms(field);
  for (const form of forms) {
    const exact = keys.findIndex((names) => names.includes(form));
    if (exact >= 0) return { at: exact, quality: 1 };
  }
  const loose = keys.flatMap((names, at) => (names.some((name) => isLoose(name, forms)) ? [at] : []));
  const [at] = loose;
  return at !== undefined && loose.length === 1 ? { at, quality: LOOSE / ALONE } : null;
}

/** "pos" for position, "date of birth" for date. */
function isLoose(name: string, forms: readonly string[]): boolean {
  return forms.some(
    (form) =>
      (name.length >= 3 && form.startsWith(name)) ||
      (form.length >= 3 && (name.startsWith(`${form} `) || name.endsWith(` ${form}`))),
  );
}
