/** Tables as groups: the rows are items, their cells, spans filled in, are where the columns say. */

import { isTag, type Element } from 'domhandler';
import { nameKey } from '../field-name.js';
import { regionAbove } from '../structure/region.js';
import type { Cell, Grid } from '../structure/grid.js';
import { textOf } from '../text.js';
import { columnKeys } from './headings.js';
import type { Group, ItemRoot } from './group.js';
import { isSumRow } from './sum-row.js';

const MAX_ITEMS = 2_000;
const MIN_NAMED_ROWS = 1;
const MIN_ROWS = 2;

/** Null for a table without rows of data. `columns`: those that are read, all of them when not given. */
export function gridGroup(grid: Grid, pageChars: number, columns?: ReadonlySet<number>): Group | null {
  if (grid.width < 2) return null;
  const body = grid.rows
    .slice(grid.headRows, grid.headRows + MAX_ITEMS)
    .filter((row) => isDataRow(row, grid) && !(isInFoot(row) && isSumRow(row)));
  if (body.length < (grid.headRows > 0 ? MIN_NAMED_ROWS : MIN_ROWS)) return null;
  const chars = body.flat().reduce((sum, cell) => sum + (cell?.text.length ?? 0), 0);
  const keys = grid.headRows > 0 ? columnKeys(grid) : [];
  return {
    items: body.map((row) => cellsOf(row, columns)),
    path: 'table',
    region: regionAbove(grid.element),
    share: Math.min(1, chars / Math.max(1, pageChars)),
    isNested: false,
    isTable: true,
    headings: new Map(keys.map((names, at) => [stepOf(at), names])),
  };
}

/** How much text the table holds. */
export function charsOf({ rows }: Grid): number {
  return rows.reduce((sum, row) => sum + row.reduce((all, cell) => all + (cell?.text.length ?? 0), 0), 0);
}

function stepOf(column: number): string {
  return `column ${column + 1}`;
}

function cellsOf(row: readonly (Cell | undefined)[], columns?: ReadonlySet<number>): ItemRoot[] {
  return row.flatMap((cell, at) =>
    cell === undefined || columns?.has(at) === false ? [] : [{ element: cell.element, step: stepOf(at) }],
  );
}

/** Not a note or a subheading across the table, and not the headings once more. */
function isDataRow(row: readonly (Cell | undefined)[], { rows, headRows, width }: Grid): boolean {
  const cells = new Set(row.filter((cell) => cell !== undefined));
  if (cells.size <= 1 && width > 1) return false;
  const heads = rows[headRows - 1] ?? [];
  return headRows === 0 || !row.every((cell, at) => cell === undefined || cell.text === heads[at]?.text);
}

/** A last row of the body may be asked for with the others; the foot of a table is apart. */
function isInFoot([first]: readonly (Cell | undefined)[]): boolean {
  const part = first?.element.parent?.parent;
  return part != null && isTag(part) && part.name === 'tfoot';
}

/** Rows of a table that is no grid, for one because it holds another: cells by their number, named by a row of headings above. */
export function rowGroup(group: Group): Group {
  const rows = group.items.map((roots) => roots.flatMap(({ element }) => cellsIn(element)));
  const [first] = group.items[0] ?? [];
  const heads = first === undefined ? [] : headsAbove(first.element, rows[0]?.length ?? 0);
  return {
    ...group,
    isTable: true,
    items: rows.map((cells) => cells.map((element, at) => ({ element, step: stepOf(at) }))),
    headings: new Map(heads.map((text, at) => [stepOf(at), text === '' ? [] : [text]])),
  };
}

function cellsIn(row: Element): Element[] {
  return row.children.filter(
    (child): child is Element => isTag(child) && (child.name === 'td' || child.name === 'th'),
  );
}

const MAX_ABOVE = 5;
const MAX_HEAD_CHARS = 200;

/** Comparable texts of the headings; none when no row above has as many. */
function headsAbove(row: Element, width: number): string[] {
  const body = row.parent;
  const above = body !== null && isTag(body) && body.name === 'tbody' ? rowsBefore(body) : [];
  const before = [...siblingsBefore(row), ...above].slice(0, MAX_ABOVE);
  const heads = before
    .map(cellsIn)
    .find((cells) => cells.length === width && cells.every(({ name }) => name === 'th'));
  return (heads ?? []).map((cell) => nameKey(textOf(cell, { chars: MAX_HEAD_CHARS, nodes: 20 })));
}

function rowsBefore(body: Element): Element[] {
  return siblingsBefore(body)
    .filter(({ name }) => name === 'thead')
    .flatMap(({ children }) => children.filter(isTag));
}

/** The nearest first. */
function siblingsBefore(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = element.prev; at !== null && found.length < MAX_ABOVE; at = at.prev)
    if (isTag(at)) found.push(at);
  return found;
}
