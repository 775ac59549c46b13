/** The row of a table that sums the others up is none of its things. */

import { nameKey } from '../field-name.js';
import type { Cell } from '../structure/grid.js';
import { TOTALS, type TotalWords } from '../words/totals.js';

const LANGUAGES: readonly TotalWords[] = Object.values(TOTALS);
const SUMS: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap(({ sum = '' }) => sum.split(' ').map((word) => word.replaceAll('_', ' '))),
);

/** Its first cell with text says so, and others have numbers. */
export function isSumRow(row: readonly (Cell | undefined)[]): boolean {
  const [first, ...others] = row.filter((cell) => cell !== undefined && cell.text !== '');
  return (
    first !== undefined &&
    first.text.length <= 20 &&
    SUMS.has(nameKey(first.text)) &&
    others.some((cell) => /\d/.test(cell?.text ?? ''))
  );
}
