/** A table as the grid a reader sees: row and column spans filled in, nested tables left to themselves. */

import { isTag, type Element } from 'domhandler';
import { maskOf } from '../groups/text-form.js';
import { shownText, walk, type TextBudget } from '../text.js';

export interface Cell {
  readonly text: string;
  readonly isHeader: boolean;
  readonly element: Element;
}

export interface Grid {
  readonly element: Element;
  /** Cells that span several places stand in all of them; undefined where a row is short. */
  readonly rows: readonly (readonly (Cell | undefined)[])[];
  readonly width: number;
  /** How many rows at the top name the columns. */
  readonly headRows: number;
}

const MAX_ROWS = 5_000;
const MAX_COLUMNS = 200;
const MAX_CELL_CHARS = 5_000;

/** Shared by all tables of a page: spans cannot multiply the work. */
export interface GridBudget {
  cells: number;
  readonly text: TextBudget;
}

export function newGridBudget(): GridBudget {
  return { cells: 200_000, text: { chars: 2_000_000, nodes: 500_000 } };
}

/** Null when the table has no rows, or holds other tables and so only arranges the page. */
export function readGrid(table: Element, budget: GridBudget): Grid | null {
  const rows = ownRows(table);
  if (rows === null || rows.length === 0) return null;
  const grid: (Cell | undefined)[][] = [];
  /** What is left of the cells that span rows, by column. */
  const hanging: { cell: Cell; rows: number }[] = [];
  let width = 0;
  for (const row of rows) {
    const cells: (Cell | undefined)[] = [];
    const place = (): void => {
      for (
        let above = hanging[cells.length];
        above !== undefined && above.rows > 0;
        above = hanging[cells.length]
      ) {
        above.rows -= 1;
        budget.cells -= 1;
        cells.push(above.cell);
      }
    };
    for (const child of row.children) {
      if (cells.length >= MAX_COLUMNS || budget.cells <= 0) break;
      if (!isTag(child) || (child.name !== 'td' && child.name !== 'th')) continue;
      place();
      const cell: Cell = {
        text: shownText(child, withLimit(budget.text)),
        isHeader: child.name === 'th',
        element: child,
      };
      const below = span(child.attribs['rowspan'], MAX_ROWS) - 1;
      for (let count = span(child.attribs['colspan'], MAX_COLUMNS); count > 0; count -= 1) {
        if (cells.length >= MAX_COLUMNS || budget.cells <= 0) break;
        budget.cells -= 1;
        if (below > 0) hanging[cells.length] = { cell, rows: below };
        else if (hanging[cells.length] !== undefined) hanging[cells.length] = { cell, rows: 0 };
        cells.push(cell);
      }
    }
    place();
    budget.cells -= 1;
    if (budget.cells <= 0) break;
    width = Math.max(width, cells.length);
    if (cells.length > 0) grid.push(cells);
  }
  return { element: table, rows: grid, width, headRows: countHeadRows(grid) };
}

/** Rows of this table only, or null when a cell holds a table of its own. */
function ownRows(table: Element): Element[] | null {
  const rows: Element[] = [];
  let arranges = false;
  walk(table, (node) => {
    if (!isTag(node)) return false;
    if (node.name === 'table') {
      arranges = true;
      return 'stop';
    }
    if (node.name === 'tr' && rows.length < MAX_ROWS) rows.push(node);
    return true;
  });
  return arranges ? null : rows;
}

function withLimit(budget: TextBudget): TextBudget {
  return {
    get chars() {
      return budget.chars;
    },
    set chars(left: number) {
      budget.chars = left;
    },
    nodes: Math.min(budget.nodes, MAX_CELL_CHARS),
  };
}

function span(attribute: string | undefined, most: number): number {
  const count = Number.parseInt(attribute ?? '1', 10);
  // rowspan=0 means "to the end" in HTML.
  if (count === 0) return most;
  return Number.isNaN(count) || count < 0 ? 1 : Math.min(count, most);
}

const MAX_HEAD_ROWS = 4;
const MAX_HEADING_CHARS = 60;

/** Rows of th (or in thead); without any, a first row of short, different words. A first row of one cell is a caption. */
function countHeadRows(rows: readonly (readonly (Cell | undefined)[])[]): number {
  let count = 0;
  while (count < Math.min(MAX_HEAD_ROWS, rows.length) && isHeadRow(rows[count] ?? [], count)) count += 1;
  if (count > 0 || rows.length < 2) return count;
  const texts = (rows[0] ?? []).map((cell) => cell?.text ?? '');
  const isNaming =
    texts.length > 1 &&
    new Set(texts).size === texts.length &&
    texts.every((text) => text.length <= MAX_HEADING_CHARS && !/^[\d.,%$\u20ac\u00a3+-]+$/.test(text)) &&
    texts.filter((text) => text !== '').length >= 2 &&
    !texts.some((text, at) => isLikeBelow(text, rows[1]?.[at]?.text ?? ''));
  return isNaming ? 1 : 0;
}

/** A day above a day, or the same words again: a row of data as the next one. */
function isLikeBelow(text: string, below: string): boolean {
  return text !== '' && (text === below || (/\d/.test(text) && maskOf(text) === maskOf(below)));
}

function isHeadRow(row: readonly (Cell | undefined)[], at: number): boolean {
  const cells = [...new Set(row.filter((cell) => cell !== undefined))];
  if (cells.length === 0) return false;
  if (cells.length === 1 && row.length > 1) return at === 0;
  const filled = cells.filter(({ text }) => text !== '');
  return filled.length > 0 && filled.every(({ isHeader, element }) => isHeader || isInHead(element));
}

function isInHead(cell: Element): boolean {
  const group = cell.parent?.parent;
  return group !== null && group !== undefined && isTag(group) && group.name === 'thead';
}
