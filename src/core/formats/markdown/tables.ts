/** Tables: data as tables of GFM, layout as the blocks that it lays out. */

import { isTag, type AnyNode, type Element } from 'domhandler';
import { isHidden } from '../../extract/text.js';
import { endParagraph, type Renderer } from './renderer.js';
import { newParagraph } from './runs.js';
import { surveyTables } from './table-shape.js';
import { createCellWriter } from './cell-writer.js';

type RenderNodes = (r: Renderer, nodes: readonly AnyNode[]) => void;

const MAX_COLUMNS = 200;
const MAX_ROWS = 20_000;

interface Row {
  readonly cells: readonly Element[];
  readonly isInHead: boolean;
}

export function renderTable(r: Renderer, table: Element, renderNodes: RenderNodes): void {
  if (!r.tables.has(table)) surveyTables(table, r.tables);
  const { rows, others } = rowsOf(r, table);
  if (r.place !== 'block' || isLayout(r, table, rows)) {
    for (const other of others) {
      renderNodes(r, [other]);
      endParagraph(r);
    }
    for (const { cells } of rows) {
      for (const cell of cells) {
        renderNodes(r, cell.children);
        endParagraph(r);
      }
    }
    return;
  }
  for (const other of others) renderNodes(r, [other]);
  endParagraph(r);
  writeTable(r, rows, renderNodes);
}

function rowsOf(r: Renderer, table: Element): { rows: Row[]; others: AnyNode[] } {
  const rows: Row[] = [];
  const others: AnyNode[] = [];
  const read = (parent: Element, isInHead: boolean): void => {
    for (const child of parent.children) {
      if (!isTag(child) || r.leftOut.has(child) || isHidden(child)) continue;
      if (child.name === 'tr') {
        const cells = child.children.filter(
          (cell): cell is Element =>
            isTag(cell) &&
            (cell.name === 'td' || cell.name === 'th') &&
            !r.leftOut.has(cell) &&
            !isHidden(cell),
        );
        if (cells.length > 0 && rows.length < MAX_ROWS) rows.push({ cells, isInHead });
      } else if (/^t(?:head|body|foot)$/.test(child.name)) read(child, child.name === 'thead');
      else if (child.name === 'caption') others.push(child);
    }
  };
  read(table, false);
  return { rows, others };
}

function isLayout(r: Renderer, table: Element, rows: readonly Row[]): boolean {
  const shape = r.tables.get(table);
  if (/^(?:presentation|none)$/.test(table.attribs['role'] ?? '') || shape?.hasTable === true) return true;
  if (shape?.hasHeading === true && !shape.hasHeaderCell) return true;
  return rows.length < 2 || rows.every(({ cells }) => cells.length < 2);
}

function writeTable(r: Renderer, rows: readonly Row[], renderNodes: RenderNodes): void {
  const grid = gridOf(rows, (cell) => renderCell(r, cell, renderNodes));
  const columns = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const [first] = rows;
  const hasHead = first !== undefined && (first.isInHead || first.cells.every(({ name }) => name === 'th'));
  const head = hasHead ? (grid.shift() ?? []) : [];
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: columns }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const rule = `| ${new Array<string>(columns).fill('---').join(' | ')} |`;
  r.writer.write(
    [line(head), rule, ...grid.filter((row) => row.some((cell) => cell !== '')).map(line)].join('\n'),
  );
}

/** The cells in their columns: those over several rows stand in each, those over several columns in the first. */
function gridOf(rows: readonly Row[], render: (cell: Element) => string): string[][] {
  const below: { text: string; rows: number }[] = [];
  return rows.map(({ cells }) => {
    const line: string[] = [];
    const takeSpanned = (): void => {
      for (let at = line.length; at < MAX_COLUMNS; at = line.length) {
        const spanned = below[at];
        if (spanned === undefined || spanned.rows === 0) return;
        spanned.rows -= 1;
        line.push(spanned.text);
      }
    };
    for (const cell of cells) {
      takeSpanned();
      const text = render(cell);
      const width = span(cell.attribs['colspan']);
      const height = span(cell.attribs['rowspan']) - 1;
      for (let at = 0; at < width && line.length < MAX_COLUMNS; at += 1) {
        if (height > 0) below[line.length] = { text: at === 0 ? text : '', rows: height };
        line.push(at === 0 ? text : '');
      }
    }
    takeSpanned();
    return line;
  });
}

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return number >= 1 ? Math.min(number, MAX_COLUMNS) : 1;
}

function renderCell(r: Renderer, cell: Element, renderNodes: RenderNodes): string {
  const writer = createCellWriter(100_000);
  const inner: Renderer = { ...r, writer, paragraph: newParagraph(), marks: 0, link: null, place: 'cell' };
  renderNodes(inner, cell.children);
  endParagraph(inner);
  return writer.text().replaceAll('|', '\\|');
}
