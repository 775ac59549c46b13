/** Texts in the place of an amount of money that have no amount, or a number that is none. */

import { MONEY, type MoneyWords } from '../words/money.js';
import { anyOf, anyWholeOf } from '../words/phrases.js';
import { CURRENCY } from './number-text.js';

const LANGUAGES: readonly MoneyWords[] = Object.values(MONEY);
const wordsFor = (key: keyof MoneyWords): string[] => LANGUAGES.map((words) => words[key] ?? '');
const FREE = new RegExp(`^(?:${anyOf(wordsFor('free'))})[.!*]{0,3}$`, 'iu');
const ASKED = new RegExp(`^(?:${anyWholeOf(wordsFor('asked'))})`, 'iu');
const DELIVERY = new RegExp(`^(?:${anyWholeOf(wordsFor('delivery'))})`, 'iu');

/** Without a currency: days, shares, lengths and weights. */
const NO_MONEY: readonly RegExp[] = [
  /^\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})$/,
  /^\d{1,2}-0\d$/,
  /^(?:19|20)\d\d-\d\d-\d\d/,
  /^\d{1,2}\.? \p{L}{3,12}\.? (?:19|20)\d\d$/u,
  /^\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d$/u,
  /^\p{L}{3,12}\.?,? (?:19|20)\d\d$/u,
  /^-?\d[\d.,]{0,12} ?%/,
  /^\d[\d.,]{0,12} ?(?:ft|feet|in|mm|cm|km|kg|lbs?|oz|ml)\b\.?$/,
];

/** What a text says where it is no amount: that it is free, that it must be asked for, or something else. Null for amounts. */
export function saysNoAmount(text: string): 'free' | 'asked' | 'other' | null {
  if (text.length > 200) return null;
  if (FREE.test(text)) return 'free';
  if (ASKED.test(text)) return 'asked';
  if (DELIVERY.test(text)) return 'other';
  // "Ft" is a currency, "ft" is not.
  const hasCurrency = CURRENCY.test(text.replace(/ft\b/, ''));
  return !hasCurrency && NO_MONEY.some((form) => form.test(text)) ? 'other' : null;
}
