/** Whether something can be bought. */

import { toBoolean } from '../coerce/boolean.js';
import { isList, type Json } from '../entity.js';
import { pageStock, saysStock } from '../structure/stock.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

export const inStock: ConceptRow = {
  names: 'in stock, available, availability, is available, stock, stock status, is in stock, instock',
  stems: { type: 'boolean', words: ['stock', 'availab'] },
  labels: LABELS.inStock,
  paths: 'offers.availability availability offers.offers.availability hasVariant.offers.availability',
  metas: 'product:availability og:availability',
  shape: 'stock',
  mend: (candidate, { field }) =>
    field.type === 'boolean' ? { ...candidate, value: said(candidate.value) } : candidate,
  readers: [
    {
      rules: ['stock.button', 'stock.line'],
      read: ({ field, page }) => (field.type === 'boolean' ? pageStock(page) : []),
    },
  ],
};

/** Of several offers, as of sizes, one that can be bought is enough; texts are read in all languages. */
function said(value: Json): Json {
  if (typeof value === 'string')
    return toBoolean(value).kind === 'failed' ? (saysStock(value) ?? value) : value;
  if (!isList(value)) return value;
  const readings = value.map((one) => ({ one, result: toBoolean(one) }));
  return readings.find(({ result }) => result.kind === 'value' && result.value)?.one ?? value;
}
