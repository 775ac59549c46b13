/** The outcome as text for a terminal and as Markdown for the documentation. */

import type { Scheme } from './case.js';
import { percent, shareOf, titleOf, type Column, type Outcome } from './outcome.js';

interface Line {
  readonly group: string;
  readonly name: string;
  readonly schemes: readonly Scheme[];
  readonly marks: readonly string[];
}

/** One line for each case, or one for each scheme where they differ. */
function linesOf({ rows, columns }: Outcome): Line[] {
  const lines: Line[] = [];
  for (const [at, { wildCase, scheme }] of rows.entries()) {
    const marks = columns.map(({ verdicts }) => verdicts[at]!.mark);
    const last = lines.at(-1);
    const { group, name } = wildCase;
    if (last?.group === group && last.name === name && last.marks.join() === marks.join()) {
      lines[lines.length - 1] = { ...last, schemes: [...last.schemes, scheme] };
    } else {
      lines.push({ group, name, schemes: [scheme], marks });
    }
  }
  return lines;
}

/** What each column has made of all rows. */
function sumsOf(outcome: Outcome): string[][] {
  return outcome.columns.map((column) => {
    const count = (...marks: string[]): string =>
      String(column.verdicts.filter(({ mark }) => marks.includes(mark)).length);
    const cells = [count('page', 'warned'), count('part', 'empty'), count('refused'), count('WRONG')];
    return [headOf(column), ...cells, percent(shareOf(outcome, column))];
  });
}

const SUM_HEADS = ['', 'page', 'part or empty', 'refused', 'WRONG', 'keeps up with Chromium'];

const headOf = ({ name, isOurs }: Column): string => (isOurs ? `Holdfast ${name}` : name);

/** Reasons of ours for each row without a page. */
function reasonsOf({ rows, columns }: Outcome): string[] {
  return rows.flatMap((row, at) => {
    const said = columns
      .filter(({ isOurs, verdicts }) => isOurs && !['page', 'warned'].includes(verdicts[at]!.mark))
      .map(({ name, verdicts }) => `${name}: ${verdicts[at]!.why}`);
    return said.length === 0 ? [] : [`${titleOf(row)}. ${said.join('. ')}`];
  });
}

const versionsOf = ({ columns }: Outcome): string =>
  [...new Set(columns.map(({ version }) => version)), `Node ${process.version}`].join(', ');

export function asText(outcome: Outcome): string {
  const lines = linesOf(outcome);
  const width = Math.max(...lines.map(({ name }) => name.length)) + 2;
  const heads = outcome.columns.map(({ name }) => name.padEnd(10)).join('');
  let group = '';
  const body = lines.map((line) => {
    const head = line.group === group ? '' : `\n${line.group}\n`;
    group = line.group;
    const cells = line.marks.map((mark) => mark.padEnd(10)).join('');
    return `${head}  ${line.name.padEnd(width)}${line.schemes.join(', ').padEnd(13)}${cells}`;
  });
  const sums = [SUM_HEADS, ...sumsOf(outcome)].map((cells) => cells.map((cell) => cell.padEnd(17)).join(''));
  return `${' '.repeat(width + 15)}${heads}
${body.join('\n')}

${sums.join('\n')}

Without a page:
${reasonsOf(outcome).join('\n')}

${versionsOf(outcome)}
`;
}

export function asMarkdown(outcome: Outcome): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
    [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');
  const escaped = (text: string): string => text.replaceAll(/[|<>*_]/g, '\\$&');
  const lines = linesOf(outcome);
  const groups = [...new Set(lines.map(({ group }) => group))].map((group) => {
    const rows = lines
      .filter((line) => line.group === group)
      .map(({ name, schemes, marks }) => [escaped(name), schemes.join(', '), ...marks]);
    return `### ${group}\n\n${table(['', 'over', ...outcome.columns.map(headOf)], rows)}`;
  });
  return `${versionsOf(outcome)}.

${table(SUM_HEADS, sumsOf(outcome))}

${groups.join('\n\n')}

### Why there is no page

${reasonsOf(outcome)
  .map((reason) => `- ${escaped(reason)}`)
  .join('\n')}
`;
}
