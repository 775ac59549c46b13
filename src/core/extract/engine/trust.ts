/**
 * How far each rule is trusted beside the others. A candidate's score is the trust of its rule, times its own confidence,
 * times its weight: the highest score answers. To reorder rules is to change a number here.
 */

import { MIN_CONFIDENCE, type Candidate } from '../candidate.js';
import type { Rule } from './rule.js';

interface Trust {
  readonly trust: number;
  /** The highest confidence that the rule gives: it bounds what its reader can add, so that a dear one need not run. */
  readonly most: number;
}

const property = (most: number): Trust => ({ trust: 1, most });

/** All that is asked of many things is read from the same ones. */
const column = (most: number): Trust => ({ trust: 1.2, most });

// prettier-ignore
const TRUST: Readonly<Record<Rule, Trust>> = {
  // The caller has shown what is meant.
  'example.place': { trust: 3, most: 1 },
  'example.learned': { trust: 3, most: 0.9 },
  // One label that says the same wherever it stands, of a field that is kept for readers.
  'label.sole': { trust: 1.5, most: 0.8 },
  'table.column': column(0.95),
  'group.column': column(0.95),
  'json-ld.column': column(0.9),
  'microdata.column': column(0.9),
  'rdfa.column': column(0.9),
  'microformats.column': column(0.9),
  'state.column': column(0.72),
  'html.lang': { trust: 1.1, most: 0.9 },
  'html.canonical': { trust: 1.1, most: 0.9 },
  'json-ld.property': property(0.95),
  'json-ld.sum': property(0.7),
  'json-ld.named': property(0.75),
  'microdata.property': property(0.9),
  'microdata.sum': property(0.7),
  'microdata.named': property(0.75),
  'rdfa.property': property(0.85),
  'rdfa.sum': property(0.7),
  'rdfa.named': property(0.75),
  'microformats.property': property(0.8),
  'microformats.sum': property(0.7),
  'microformats.named': property(0.75),
  'twitter.label': { trust: 1.06, most: 0.75 },
  'open-graph.tag': property(0.8),
  'twitter.tag': property(0.8),
  'meta.tag': property(0.8),
  'open-graph.named': property(0.6),
  'meta.named': property(0.6),
  'heading.confirmed': { trust: 0.84, most: 0.95 },
  'heading.tail': { trust: 0.84, most: 0.95 },
  'heading': { trust: 0.84, most: 0.85 },
  'heading.unsure': { trust: 0.6, most: 0.55 },
  'page-title': { trust: 0.6, most: 0.5 },
  'list.heading': { trust: 0.66, most: 0.83 },
  'list.total': { trust: 0.4, most: 0.8 },
  'list.name': { trust: 0.6, most: 0.65 },
  'site.name': { trust: 0.3, most: 0.7 },
  'own-id.agreed': { trust: 0.58, most: 0.8 },
  'label': { trust: 0.45, most: 0.8 },
  'label.sum': { trust: 0.36, most: 0.6 },
  'state.key': { trust: 0.3, most: 0.7 },
  'own-id': { trust: 0.2, most: 0.8 },
  'contact.email': { trust: 0.2, most: 0.7 },
  'contact.phone': { trust: 0.2, most: 0.7 },
  'contact.address': { trust: 0.2, most: 0.7 },
  'area.unit': { trust: 0.2, most: 0.6 },
  'energy.class': { trust: 0.2, most: 0.6 },
  'heading.kind': { trust: 0.2, most: 0.5 },
  'heading.place': { trust: 0.2, most: 0.6 },
  'count.text': { trust: 0.2, most: 0.5 },
  'map.point': { trust: 0.2, most: 0.7 },
  'address.part': { trust: 0.2, most: 0.6 },
  'byline': { trust: 0.2, most: 0.75 },
  'date.line': { trust: 0.2, most: 0.75 },
  'date.url': { trust: 0.2, most: 0.6 },
  'price.currency': { trust: 0.2, most: 0.7 },
  'price.line': { trust: 0.2, most: 0.75 },
  'stock.button': { trust: 0.2, most: 0.7 },
  'stock.line': { trust: 0.2, most: 0.7 },
  'rating.text': { trust: 0.2, most: 0.8 },
  'tags.links': { trust: 0.2, most: 0.7 },
  // Names in the markup: only where nothing else answers.
  'own-name': { trust: 0.15, most: 0.7 },
};

/** 0 for a place that is not sure enough to be used at all. */
export function scoreOf({ rule, value, confidence, weight = 1 }: Candidate): number {
  if (value === null || confidence < MIN_CONFIDENCE) return 0;
  const { trust, most } = TRUST[rule];
  return trust * Math.min(confidence, most) * weight;
}

/** The highest score that a candidate of these rules can have. */
export function boundOf(rules: readonly Rule[]): number {
  return Math.max(0, ...rules.map((rule) => TRUST[rule].trust * TRUST[rule].most));
}

export function trustOf(rule: Rule): number {
  return TRUST[rule].trust;
}
