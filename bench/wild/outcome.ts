/** Everything that one run has found out: a verdict for each row and reader, and what makes the run fail. */

import type { Row } from './sites.js';
import { keepsUp, type Verdict } from './verdict.js';

export interface Column {
  readonly name: string;
  readonly version: string;
  readonly isOurs: boolean;
  /** In the order of the rows. */
  readonly verdicts: readonly Verdict[];
}

export interface Outcome {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
}

/** Ours must read at least what the browser shows in this share of the rows. */
const MIN_SHARE = 0.95;
/** What users get who ask for nothing. */
const OURS = 'auto';
export const YARDSTICK = 'Chromium';

/** The share of rows in which this column reads at least what the browser shows. */
export function shareOf({ rows, columns }: Outcome, column: Column): number {
  const yardstick = columns.find(({ name }) => name === YARDSTICK);
  const good = rows.filter((_, at) => {
    const shown = yardstick?.verdicts[at]?.mark ?? 'page';
    return keepsUp(column.verdicts[at]!.mark, shown);
  });
  return rows.length === 0 ? 1 : good.length / rows.length;
}

/** Sentences about what must not be; empty when all is well. */
export function problemsOf(outcome: Outcome): string[] {
  const { rows, columns } = outcome;
  const wrong = columns
    .filter(({ isOurs }) => isOurs)
    .flatMap(({ name, verdicts }) =>
      verdicts.flatMap(({ mark, why }, at) =>
        mark === 'WRONG' ? [`${titleOf(rows[at]!)}, ${name}: a wrong success, ${why}`] : [],
      ),
    );
  const auto = columns.find(({ name }) => name === OURS);
  const share = auto === undefined ? 1 : shareOf(outcome, auto);
  const behind = `${OURS} keeps up with the browser in ${percent(share)} of the rows, and has to in ${percent(MIN_SHARE)}`;
  return share < MIN_SHARE ? [...wrong, behind] : wrong;
}

export function titleOf({ wildCase, scheme }: Row): string {
  return `${wildCase.group}: ${wildCase.name} (${scheme})`;
}

export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}
