/** Which of two amounts is the old one, where a share beside them says by how much the other is lower: "80.00 € 39.90 € (-50 %)". */

import { CURRENCY, findNumber } from '../coerce/number-text.js';

const SHARE = /(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?) ?%/;
const AMOUNT =
  /(?:[$\u00a3\u00a5\u20ac] ?)?\d[\d.,']{0,15}(?: ?(?:[$\u00a3\u00a5\u20ac]|\p{L}{1,3}(?!\p{L})))?/gu;
/** Shares are mostly written without their fractions. */
const MAX_OFF = 1;

/** The share that a text tells, null for none. */
export function shareIn(text: string): number | null {
  const share = SHARE.exec(text)?.[1];
  return share === undefined ? null : Number(share.replace(',', '.'));
}

export function isDiscounted(old: number, now: number, share: number): boolean {
  return now > 0 && now < old && Math.abs((1 - now / old) * 100 - share) <= MAX_OFF;
}

/** Of a text with an old and a new amount the new one; other texts as they stand. */
export function currentAmountIn(text: string): string {
  const share = text.length <= 200 ? shareIn(text) : null;
  if (share === null) return text;
  const parts = [...text.matchAll(AMOUNT)].flatMap(([part]) => {
    const amount = CURRENCY.test(part) ? findNumber(part, { dotGroups: false }) : null;
    return amount === null ? [] : [{ part, amount: amount.value }];
  });
  const now = parts.find(({ amount }) => parts.some((other) => isDiscounted(other.amount, amount, share)));
  return now === undefined ? text : now.part;
}
