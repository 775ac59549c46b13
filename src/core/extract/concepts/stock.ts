/** Whether something can be bought. */

import { pageStock } from '../structure/stock.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

export const inStock: ConceptRow = {
  names: 'in stock, available, availability, is available, stock, stock status, is in stock, instock',
  stems: { type: 'boolean', words: ['stock', 'availab'] },
  labels: LABELS.inStock,
  paths: 'offers.availability availability offers.offers.availability hasVariant.offers.availability',
  metas: 'product:availability og:availability',
  shape: 'stock',
  readers: [
    {
      rules: ['stock.button', 'stock.line'],
      read: ({ field, page }) => (field.type === 'boolean' ? pageStock(page) : []),
    },
  ],
};
