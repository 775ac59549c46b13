/** What something cost before, or costs elsewhere: never what it costs now. */

import { isObject, property, valuesAt } from '../entity.js';
import { isFormerPrice } from '../former-price.js';
import { ENTITY_SOURCES } from '../readers/entities.js';
import type { Question, Reader } from '../engine/reader.js';
import { shownPrices } from '../structure/prices.js';
import { PRICES } from '../words/prices.js';
import type { Candidate } from '../candidate.js';
import type { ConceptRow } from './concept.js';

const SPECIFIED = 'offers.priceSpecification';
const CONFIDENCE = 0.9;

/** Prices that the offers of a thing call so by their `priceType`. */
const specifiedReader: Reader = {
  rules: ENTITY_SOURCES.map((source) => `${source}.property` as const),
  read: specified,
};

function* specified({ page }: Question): Generator<Candidate> {
  for (const source of ENTITY_SOURCES)
    for (const { entity } of page.entities[source]().filter(({ rank }) => rank === 3)) {
      const former = valuesAt(entity.node, SPECIFIED, page.dereference).find(
        (one) => isObject(one) && isFormerPrice(one),
      );
      const value = isObject(former) ? (property(former, 'price') ?? null) : null;
      const path = `${SPECIFIED}.price`;
      yield { rule: `${source}.property`, source, path, value, confidence: CONFIDENCE };
    }
}

const shownReader: Reader = {
  rules: ['price.line'],
  read: ({ field: { type }, page }) => {
    const { former } = shownPrices(page);
    return former === null || type.startsWith('array<') ? [] : [former];
  },
};

export const listPrice: ConceptRow = {
  among: 'price',
  isMoney: true,
  names:
    'list price, regular price, old price, original price, previous price, former price, was price, strike price, ' +
    'strikethrough price, crossed price, compare at price, full price, rrp, msrp, uvp, price before discount, ' +
    'recommended retail price, retail price',
  labels: Object.values(PRICES)
    .map(({ old }) => old)
    .join(','),
  metas: 'product:original_price:amount',
  readers: [specifiedReader, shownReader],
  // Prices in the state of scripts may be in cents, so only one that is shown counts.
  weigh: ({ rule, value }, { page }) => (rule === 'state.key' && !page.isShown(value) ? 0 : 1),
};
