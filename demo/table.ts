/** Tables of plain text. */

export type Cell = string | number | boolean | null | undefined;

/** Columns of numbers are set flush right, everything else flush left. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  indent = '  ',
): string {
  const texts = [head, ...rows].map((row) => head.map((_, at) => show(row[at])));
  const widths = head.map((_, at) => Math.max(...texts.map((row) => (row[at] ?? '').length)));
  const right = head.map((_, at) => rows.length > 0 && rows.every((row) => isNumeric(row[at])));
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => (right[at] === true ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [first = [], ...rest] = texts;
  return [line(first), rule, ...rest.map(line)].map((text) => `${indent}${text}\n`).join('');
}

function show(cell: Cell): string {
  return cell === null || cell === undefined ? '-' : String(cell);
}

function isNumeric(cell: Cell): boolean {
  return (
    cell === null || cell === undefined || typeof cell === 'number' || /^[\d.,]+( \S+)?$/.test(String(cell))
  );
}
