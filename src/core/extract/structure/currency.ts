/** In which currency a price is, by its code or its sign; of signs that several countries share, by the page's country. */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { currencyIn } from '../coerce/currency-text.js';
import { shownPrices } from './prices.js';

/** Of the price that the page shows. */
export function pageCurrencies(page: PageSources, wantsSign: boolean): Candidate[] {
  const { best } = shownPrices(page);
  if (best === null || typeof best.value !== 'string') return [];
  const found = currencyIn(best.value, countriesOf(page.doc));
  if (found === null) return [];
  const confidence = found.isShared ? 0.6 : 0.7;
  return [{ ...best, rule: 'price.currency', value: wantsSign ? found.sign : found.code, confidence }];
}

/** The end of its address where that is a country's, the region of its language, the language. */
function countriesOf({ url, lang }: PageSources['doc']): string[] {
  const end = /^https?:\/\/[^/:]*\.([a-z]{2})(?:[/:]|$)/i.exec(url)?.[1];
  const [language, region] = (lang ?? '').split(/[-_]/);
  return [end, region, language].flatMap((part) => (part ? [part.toLowerCase()] : []));
}
