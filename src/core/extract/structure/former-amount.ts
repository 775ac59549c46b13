/** The amount of a text that its words say to be the old one: "RRP £60.00 £44.90". */

import { CURRENCY, findNumber } from '../coerce/number-text.js';

const AMOUNT = /(?:[$\u00a3\u00a5\u20ac] ?)?\d[\d.,']{0,15}(?: ?[$\u00a3\u00a5\u20ac])?/gu;
const MAX_CHARS = 200;

/** Null unless it is more than what the thing costs now. */
export function formerAmountIn(text: string, now: number, isOldWord: RegExp): string | null {
  if (text.length > MAX_CHARS || !CURRENCY.test(text)) return null;
  let from = 0;
  for (const match of text.matchAll(AMOUNT)) {
    const [part] = match;
    const before = text.slice(from, match.index);
    from = match.index + part.length;
    const amount = findNumber(part, { dotGroups: true })?.value ?? 0;
    if (amount > now && isOldWord.test(before)) return part;
  }
  return null;
}
