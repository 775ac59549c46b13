/** Rows as text with columns. */

const GAP = '  ';
/** Narrower than this a column says nothing. */
const LEAST_WIDTH = 6;

/** Lines of at most `width` characters where that is possible: the widest columns are cut. `head`: with the names. */
export function renderTable(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
  width: number,
  head = true,
): string {
  if (columns.length === 0 || (rows.length === 0 && head)) return 'Nothing.\n';
  const lines = [
    ...(head ? [columns.map((name) => name.toUpperCase())] : []),
    ...rows.map((row) => columns.map((name) => cellText(row[name]))),
  ];
  const widths = fit(
    columns.map((_, at) => Math.max(...lines.map((cells) => lengthOf(cells[at] ?? '')))),
    width,
  );
  return lines.map((cells) => `${renderLine(cells, widths)}\n`).join('');
}

/** On one line, and without what a terminal would obey: the text is a page's. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '-';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}

function renderLine(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, at) => {
      const size = widths[at] ?? 0;
      const cut = lengthOf(cell) > size ? `${[...cell].slice(0, size - 1).join('')}…` : cell;
      return cut + ' '.repeat(size - lengthOf(cut));
    })
    .join(GAP)
    .trimEnd();
}

/** The widest column gives, until all fit. */
function fit(wanted: readonly number[], width: number): number[] {
  const widths = [...wanted];
  const room = width - GAP.length * (widths.length - 1);
  const sum = (): number => widths.reduce((all, size) => all + size, 0);
  while (sum() > room) {
    const most = Math.max(...widths);
    if (most <= LEAST_WIDTH) break;
    widths[widths.indexOf(most)] = Math.max(
      LEAST_WIDTH,
      most - Math.max(1, Math.min(sum() - room, most >> 3)),
    );
  }
  return widths;
}

function lengthOf(text: string): number {
  return [...text].length;
}
