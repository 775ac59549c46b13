/** The rows of a table, and its cells in their columns. */

import { isTag, type Element } from 'domhandler';
import { isSkipped } from './names.js';
import type { Renderer } from './renderer.js';

const MAX_ROWS = 50_000;
const MAX_COLUMNS = 200;
/** Cells of one table, those that others span counted as well. */
const MAX_CELLS = 500_000;
/** A longer text is not said again for each row that its cell spans. */
const MAX_REPEATED_CHARS = 200;

export interface Row {
  readonly cells: readonly Element[];
  readonly isInHead: boolean;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly captions: readonly Element[];
  /** What stands between the cells, where only scripts can put it, or too deep for the page's structure to hold. */
  readonly strays: readonly Element[];
}

export function rowsOf(r: Renderer, table: Element): Rows {
  const rows: Row[] = [];
  const captions: Element[] = [];
  const strays: Element[] = [];
  const isShown = (element: Element): boolean => !r.leftOut.has(element) && !isSkipped(element);
  const read = (parent: Element, isInHead: boolean): void => {
    for (const child of parent.children) {
      if (!isTag(child) || !isShown(child)) continue;
      if (child.name === 'tr') {
        const cells = child.children.filter(
          (cell): cell is Element => isTag(cell) && isCell(cell) && isShown(cell),
        );
        if (cells.length > 0 && rows.length < MAX_ROWS) rows.push({ cells, isInHead });
        strays.push(...child.children.filter((other): other is Element => isTag(other) && !isCell(other)));
      } else if (child.name === 'caption') captions.push(child);
      else if (isGroup(child) && parent === table) read(child, child.name === 'thead');
      else strays.push(child);
    }
  };
  read(table, false);
  return { rows, captions, strays };
}

function isCell({ name }: Element): boolean {
  return name === 'td' || name === 'th';
}

function isGroup({ name }: Element): boolean {
  return name === 'thead' || name === 'tbody' || name === 'tfoot';
}

interface Spanned {
  readonly text: string;
  rows: number;
}

/**
 * The texts of all cells in their columns, a row each. A cell over several rows stands in each of them, a cell over
 * several columns in the first, and a header cell in all of them.
 */
export function gridOf(rows: readonly Row[], render: (cell: Element) => string): string[][] {
  const below: Spanned[] = [];
  let room = MAX_CELLS;
  return rows.map(({ cells }) => {
    const line: string[] = [];
    const takeSpanned = (): void => {
      for (
        let spanned = below[line.length];
        spanned !== undefined && spanned.rows > 0;
        spanned = below[line.length]
      ) {
        spanned.rows -= 1;
        line.push(spanned.text);
      }
    };
    for (const cell of cells) {
      takeSpanned();
      if (line.length >= Math.min(MAX_COLUMNS, room)) break;
      const text = render(cell);
      const width = span(cell.attribs['colspan']);
      const rowsBelow = span(cell.attribs['rowspan']) - 1;
      const repeated = text.length > MAX_REPEATED_CHARS ? '' : text;
      const isRepeated = cell.name === 'th' && cells.length > 1;
      for (let at = 0; at < width && line.length < MAX_COLUMNS; at += 1) {
        below[line.length] = { text: at === 0 || isRepeated ? repeated : '', rows: rowsBelow };
        line.push(at === 0 ? text : isRepeated ? repeated : '');
      }
    }
    takeSpanned();
    room -= line.length;
    return line;
  });
}

const MAX_SPAN = 1_000;

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return number >= 1 ? Math.min(number, MAX_SPAN) : 1;
}
