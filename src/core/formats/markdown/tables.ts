/** Tables: data as tables of GFM, layout as the blocks that it lays out. */

import { isTag, isText, type Element } from 'domhandler';
import { createCellWriter } from './cell-writer.js';
import { isGutter } from './gutter.js';
import { isBlock } from './names.js';
import { endParagraph, type Renderer } from './renderer.js';
import { addText, newParagraph } from './runs.js';
import { gridOf, rowsOf, type Row } from './table-rows.js';
import { shapeOf } from './table-shape.js';

export function renderTable(r: Renderer, table: Element): void {
  const { rows, captions, strays } = rowsOf(r, table);
  for (const caption of captions) {
    r.renderNodes(r, caption.children);
    endParagraph(r);
  }
  if (r.place !== 'block' || isLayout(r, table, rows)) renderRows(r, rows);
  else writeTable(r, rows);
  for (const stray of strays) r.renderNodes(r, [stray]);
}

/** Tables of one row or column, or with tables or headings in them, are there for the places of what they hold. */
function isLayout(r: Renderer, table: Element, rows: readonly Row[]): boolean {
  const { hasTable, hasHeading, hasHeaderCell, hasGutter } = shapeOf(r.tables, table);
  if (hasTable || hasGutter || (hasHeading && !hasHeaderCell)) return true;
  if (/^(?:presentation|none)$/.test(table.attribs['role'] ?? '')) return true;
  return rows.length < 2 || rows.every(({ cells }) => cells.length < 2);
}

/** What the cells hold, one after the other; short words of one row in one line. */
function renderRows(r: Renderer, rows: readonly Row[]): void {
  for (const { cells } of rows) {
    const isLine = cells.every(isShort);
    for (const cell of cells) {
      if (isGutter(cell)) continue;
      r.renderNodes(r, cell.children);
      if (isLine) addText(r.paragraph, ' ', r.marks, r.link);
      else endParagraph(r);
    }
    endParagraph(r);
  }
}

const MAX_SHORT_CHARS = 120;
const MAX_SHORT_NODES = 20;

/** Whether a cell holds a few words and no block. */
function isShort(cell: Element): boolean {
  let chars = 0;
  const nodes = [...cell.children];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined || at >= MAX_SHORT_NODES) return false;
    if (isText(node)) chars += node.data.length;
    if (!isTag(node)) continue;
    if (isBlock(node) || node.name === 'br' || chars > MAX_SHORT_CHARS) return false;
    if (node.children.length > MAX_SHORT_NODES) return false;
    nodes.push(...node.children);
  }
  return chars <= MAX_SHORT_CHARS;
}

function writeTable(r: Renderer, rows: readonly Row[]): void {
  const grid = gridOf(rows, (cell) => renderCell(r, cell));
  const columns = columnsIn(grid);
  const [first] = rows;
  const hasHead = first !== undefined && (first.isInHead || first.cells.every(({ name }) => name === 'th'));
  const head = hasHead ? grid.shift() : undefined;
  const body = grid.filter((row) => row.some((cell) => cell !== ''));
  if (columns.length < 2) {
    for (const row of head === undefined ? body : [head, ...body])
      for (const at of columns) r.writer.write(row[at] ?? '');
    return;
  }
  const line = (cells: readonly string[]): string =>
    `| ${columns.map((at) => cells[at] ?? '').join(' | ')} |`;
  const rule = `| ${columns.map(() => '---').join(' | ')} |`;
  r.writer.write([line(head ?? []), rule, ...body.map(line)].join('\n'));
}

/** Columns in which something stands. */
function columnsIn(grid: readonly (readonly string[])[]): number[] {
  const filled: boolean[] = [];
  for (const row of grid) for (const [at, cell] of row.entries()) if (cell !== '') filled[at] = true;
  return [...filled.keys()].filter((at) => filled[at] === true);
}

const MAX_CELL_CHARS = 100_000;

function renderCell(r: Renderer, cell: Element): string {
  const writer = createCellWriter(MAX_CELL_CHARS);
  const inner: Renderer = { ...r, writer, paragraph: newParagraph(), marks: 0, link: null, place: 'cell' };
  inner.renderNodes(inner, cell.children);
  endParagraph(inner);
  return writer.text().replaceAll('|', '\\|');
}
