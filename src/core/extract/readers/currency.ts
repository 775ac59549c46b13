/** The currency of the price that a page shows, as its code or, where the example is a sign, as its sign. */

import type { Reader } from '../engine/reader.js';
import { pageCurrencies } from '../structure/currency.js';

export const currencyReader: Reader = {
  rules: ['price.currency'],
  read: ({ field: { type, example }, page }) =>
    type === 'string'
      ? pageCurrencies(page, typeof example === 'string' && !/^[A-Za-z]{3}$/.test(example))
      : [],
};
