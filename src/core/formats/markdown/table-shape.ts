/** What a table holds, for telling data from layout. */

import { isTag, type Element } from 'domhandler';
import { walk } from '../../extract/text.js';
import { HEADING } from './names.js';

export interface TableShape {
  hasTable: boolean;
  hasHeading: boolean;
  hasHeaderCell: boolean;
}

/** Looks at a table and all tables in it, each element once. */
export function surveyTables(table: Element, shapes: Map<Element, TableShape>): void {
  const open: TableShape[] = [{ hasTable: false, hasHeading: false, hasHeaderCell: false }];
  shapes.set(table, open[0] as TableShape);
  walk(
    table,
    (node) => {
      if (!isTag(node)) return true;
      const innermost = open.at(-1);
      if (node.name === 'table') {
        if (innermost !== undefined) innermost.hasTable = true;
        const shape = { hasTable: false, hasHeading: false, hasHeaderCell: false };
        shapes.set(node, shape);
        open.push(shape);
      } else if (innermost !== undefined) {
        if (node.name === 'th') innermost.hasHeaderCell = true;
        if (HEADING.test(node.name)) innermost.hasHeading = true;
      }
      return true;
    },
    (node) => {
      if (isTag(node) && node.name === 'table') open.pop();
    },
  );
}
