/** Which currency a text says, by its code or a sign. */

import { SHARED_SIGNS, SIGNS } from '../words/currencies.js';

const CODES = new Set(Intl.supportedValuesOf('currency'));
const BY_SIGN = SIGNS.flatMap(([code, signs]) => signs.split(' ').map((sign) => [sign, code] as const));

export interface Currency {
  readonly code: string;
  /** As the page writes it. */
  readonly sign: string;
  /** The sign is that of others too. */
  readonly isShared: boolean;
}

/** `countries`: what the page says of its own, the surest first: "au", "en". */
export function currencyIn(text: string, countries: readonly string[]): Currency | null {
  const code = text.match(/\b[A-Z]{3}\b/g)?.find((word) => CODES.has(word));
  if (code !== undefined) return { code, sign: code, isShared: false };
  const own = BY_SIGN.find(([sign]) => standsIn(text, sign));
  if (own !== undefined) return { code: own[1], sign: own[0], isShared: false };
  for (const [sign, codes] of Object.entries(SHARED_SIGNS)) {
    if (!standsIn(text.toLowerCase(), sign)) continue;
    const shared = [...countries, '*'].map((country) => codes[country]).find((one) => one !== undefined);
    return shared === undefined ? null : { code: shared, sign, isShared: true };
  }
  return null;
}

/** Letters of a sign are no part of a word. */
function standsIn(text: string, sign: string): boolean {
  const at = text.indexOf(sign);
  if (at < 0) return false;
  const isLetter = (part: string | undefined): boolean => part !== undefined && /\p{L}/u.test(part);
  const [before, behind] = [text[at - 1], text[at + sign.length]];
  return !(isLetter(sign[0]) && isLetter(before)) && !(isLetter(sign.at(-1)) && isLetter(behind));
}

const SEVERAL = /[/|()]|,\s|\s[-\u2013]\s/;

/** The part of a text in a currency, or all of it where it says none; null where all that it says is in others. */
export function inCurrency(text: string, wanted: string, countries: readonly string[]): string | null {
  const says = (part: string): Currency | null => currencyIn(part, countries);
  if (says(text) === null) return text;
  const parts = text.split(SEVERAL, 20).filter((part) => /\d/.test(part));
  return (
    parts.find((part) => isIn(says(part), wanted, countries)) ??
    (isIn(says(text), wanted, countries) && parts.length === 1 ? text : null)
  );
}

/** A sign of several is that of any of them where the page tells no country. */
function isIn(said: Currency | null, wanted: string, countries: readonly string[]): boolean {
  if (said === null || said.code === wanted) return said !== null;
  return (
    said.isShared && countries.length === 0 && Object.values(SHARED_SIGNS[said.sign] ?? {}).includes(wanted)
  );
}
