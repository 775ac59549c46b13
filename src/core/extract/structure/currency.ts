/** In which currency a price is, by its code or its sign; of signs that several countries share, by the page's country. */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { SHARED_SIGNS, SIGNS } from '../words/currencies.js';
import { shownPrices } from './prices.js';

const CODES = new Set(Intl.supportedValuesOf('currency'));
const BY_SIGN = SIGNS.flatMap(([code, signs]) => signs.split(' ').map((sign) => [sign, code] as const));

export interface Currency {
  readonly code: string;
  /** As the page writes it. */
  readonly sign: string;
  /** The sign is that of others too. */
  readonly isShared: boolean;
}

/** Of the price that the page shows. */
export function pageCurrencies(page: PageSources, wantsSign: boolean): Candidate[] {
  const { best } = shownPrices(page);
  if (best === null || typeof best.value !== 'string') return [];
  const found = currencyIn(best.value, countriesOf(page.doc));
  if (found === null) return [];
  const confidence = found.isShared ? 0.6 : 0.7;
  return [{ ...best, rule: 'price.currency', value: wantsSign ? found.sign : found.code, confidence }];
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

/** The end of its address where that is a country's, the region of its language, the language. */
function countriesOf({ url, lang }: PageSources['doc']): string[] {
  const end = /^https?:\/\/[^/:]*\.([a-z]{2})(?:[/:]|$)/i.exec(url)?.[1];
  const [language, region] = (lang ?? '').split(/[-_]/);
  return [end, region, language].flatMap((part) => (part ? [part.toLowerCase()] : []));
}
