/** What something costs now. */

import type { Candidate } from '../candidate.js';
import { findNumber } from '../coerce/number-text.js';
import type { Json } from '../entity.js';
import type { PageSources } from '../page-sources.js';
import { currentAmountIn } from '../structure/discounts.js';
import { namesOldPrice, pagePrices, shownPrices } from '../structure/prices.js';
import { LABELS } from '../words/labels.js';
import { DOUBTFUL, type ConceptRow } from './concept.js';

const METAS = [
  'product:sale_price:amount',
  'product:price:amount',
  'og:price:amount',
  'og:product:price:amount',
  'product:price',
  'og:price',
];

export const price: ConceptRow = {
  among: 'price',
  isMoney: true,
  names:
    'price, current price, sale price, selling price, offer price, amount, cost, unit price, product price, ' +
    'price amount',
  labels: `${LABELS.price}, regular price`,
  paths:
    'offers.price offers.lowPrice offers.priceSpecification.price offers.offers.price price lowPrice ' +
    'hasVariant.offers.price hasVariant.offers.lowPrice',
  metas: METAS.join(' '),
  readers: [
    {
      rules: ['price.line'],
      read: ({ field: { type }, page }) =>
        type === 'float' || type === 'integer' || type === 'string' ? pagePrices(page) : [],
    },
  ],
  mend: (candidate, question) => {
    const { rule, value } = candidate;
    if (typeof value !== 'string') return candidate;
    if (rule === 'label') return { ...candidate, value: currentAmountIn(value) };
    return THREE_BEHIND_DOT.test(value) && isDeclared(rule) && question.field.type !== 'string'
      ? { ...candidate, value: asShown(value, question.page) }
      : candidate;
  },
  weigh: (candidate, { page }) => {
    // Prices in the state of scripts may be in cents, so only one that is shown counts.
    if (candidate.rule === 'state.key') return page.isShown(candidate.value) ? 1 : 0;
    if (candidate.rule === 'label' && namesOldPrice(candidate.path)) return DOUBTFUL;
    if (isPlaceholder(candidate, page)) return DOUBTFUL;
    return isContradicted(candidate, page) ? CONTRADICTED : 1;
  },
};

/** Nothing is declared where a shop's program leaves the field empty: a page with a price does not give it away. */
function isPlaceholder({ rule, value }: Candidate, page: PageSources): boolean {
  return isDeclared(rule) && amountOf(value) === 0 && shownPrices(page).amount !== null;
}

const CONTRADICTED = 0.5;

/** Where things and tags declare different prices, as of a first bid and of the last, the one that the page shows is meant. */
function isContradicted({ rule, value }: Candidate, page: PageSources): boolean {
  if (!DECLARED.test(rule)) return false;
  const own = amountOf(value);
  const tagged = METAS.flatMap((key) => page.metas().get(key) ?? []).map(amountOf);
  if (own === null || tagged.length === 0 || tagged.includes(own)) return false;
  const { amount } = shownPrices(page);
  return amount !== null && tagged.includes(amount);
}

const THREE_BEHIND_DOT = /^[1-9]\d{0,2}\.\d{3}$/;

/** "4.250" is written by programs that mean thousands and by programs that mean thousandths: the page shows which. */
function asShown(value: string, page: PageSources): number {
  const whole = value.replace('.', '');
  return Number(page.isShown(whole) ? whole : value);
}

function isDeclared(rule: Candidate['rule']): boolean {
  return DECLARED.test(rule) || rule === 'open-graph.tag';
}

const DECLARED = /^(?:json-ld|microdata|rdfa)\./;

function amountOf(value: Json): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? (findNumber(value, { dotGroups: false })?.value ?? null) : null;
}
