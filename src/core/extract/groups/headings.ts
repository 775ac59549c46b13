/** What the headings of a table call its columns. */

import { nameKey } from '../field-name.js';
import type { Grid } from '../structure/grid.js';

/** The comparable names of every column, the innermost heading first. */
export function columnKeys({ rows, headRows, width }: Grid): string[][] {
  // A cell across the whole table is its caption.
  const heading = rows.slice(0, headRows).filter((row) => new Set(row).size > 1);
  return Array.from({ length: width }, (_, at) => {
    const heads = heading.map((row) => row[at]?.text ?? '').reverse();
    const distinct = [...new Set(heads.filter((text) => text !== ''))];
    const keys = distinct.flatMap((text) => [headKey(text), headKey(text.replace(/\([^)]{0,60}\)/g, ' '))]);
    return [...new Set([...keys, headKey([...distinct].reverse().join(' '))])].filter((key) => key !== '');
  });
}

function headKey(text: string): string {
  return nameKey(text.replace(/\[[^\]]{0,20}\]/g, ' '));
}
