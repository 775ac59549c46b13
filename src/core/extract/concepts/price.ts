/** What something costs now. */

import { pagePrices } from '../structure/prices.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

export const price: ConceptRow = {
  among: 'price',
  names:
    'price, current price, sale price, selling price, offer price, amount, cost, unit price, product price, regular price, ' +
    'price amount',
  labels: LABELS.price,
  paths:
    'offers.price offers.lowPrice offers.priceSpecification.price offers.offers.price price lowPrice ' +
    'hasVariant.offers.price hasVariant.offers.lowPrice',
  metas:
    'product:sale_price:amount product:price:amount og:price:amount og:product:price:amount product:price og:price',
  readers: [
    {
      rules: ['price.line'],
      read: ({ field: { type }, page }) =>
        type === 'float' || type === 'integer' || type === 'string' ? pagePrices(page) : [],
    },
  ],
  // Prices in the state of scripts may be in cents, so only one that is shown counts.
  weigh: ({ rule, value }, { page }) => (rule === 'state.key' && !page.isShown(value) ? 0 : 1),
};
