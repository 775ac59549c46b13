/** What a table holds, for telling data from layout. */

import { isTag, type Element } from 'domhandler';
import { walk } from '../../extract/text.js';
import { isGutter } from './gutter.js';
import { HEADING } from './names.js';

export interface TableShape {
  hasTable: boolean;
  hasHeading: boolean;
  hasHeaderCell: boolean;
  /** A column of line numbers: the table lays out code. */
  hasGutter: boolean;
}

/** Looks at a table and all tables in it, each element once: `tables` holds what is known. */
export function shapeOf(tables: Map<Element, TableShape>, table: Element): TableShape {
  const known = tables.get(table);
  if (known !== undefined) return known;
  const shape = newShape();
  tables.set(table, shape);
  const open = [shape];
  walk(
    table,
    (node) => {
      if (!isTag(node)) return true;
      const innermost = open.at(-1) ?? shape;
      if (node.name === 'table') {
        innermost.hasTable = true;
        const inner = newShape();
        tables.set(node, inner);
        open.push(inner);
      } else if (node.name === 'th') innermost.hasHeaderCell = true;
      else if (node.name === 'td' && isGutter(node)) innermost.hasGutter = true;
      else if (HEADING.test(node.name)) innermost.hasHeading = true;
      return true;
    },
    (node) => {
      if (isTag(node) && node.name === 'table') open.pop();
    },
  );
  return shape;
}

function newShape(): TableShape {
  return { hasTable: false, hasHeading: false, hasHeaderCell: false, hasGutter: false };
}
