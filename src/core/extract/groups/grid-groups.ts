/** Tables as groups: the rows are items, their cells, spans filled in, are where the columns say. */

import { regionAbove } from '../structure/region.js';
import type { Cell, Grid } from '../structure/grid.js';
import { columnKeys } from './headings.js';
import type { Group, ItemRoot } from './group.js';

const MAX_ITEMS = 2_000;

/** Null for a table without rows of data. */
export function gridGroup(grid: Grid): Group | null {
  if (grid.width < 2) return null;
  const body = grid.rows
    .slice(grid.headRows, grid.headRows + MAX_ITEMS)
    .filter((row) => isDataRow(row, grid));
  if (body.length === 0) return null;
  const keys = grid.headRows > 0 ? columnKeys(grid) : [];
  return {
    items: body.map(cellsOf),
    path: `table`,
    region: regionAbove(grid.element),
    isTable: true,
    headings: new Map(keys.map((names, at) => [stepOf(at), names])),
  };
}

function stepOf(column: number): string {
  return `column ${column + 1}`;
}

function cellsOf(row: readonly (Cell | undefined)[]): ItemRoot[] {
  return row.flatMap((cell, at) => (cell === undefined ? [] : [{ element: cell.element, step: stepOf(at) }]));
}

/** Not a note or a subheading across the table, and not the headings once more. */
function isDataRow(row: readonly (Cell | undefined)[], { rows, headRows, width }: Grid): boolean {
  const cells = new Set(row.filter((cell) => cell !== undefined));
  if (cells.size <= 1 && width > 1) return false;
  const heads = rows[headRows - 1] ?? [];
  return headRows === 0 || !row.every((cell, at) => cell === undefined || cell.text === heads[at]?.text);
}
