/** Candidates in what the page shows: labels and their values. */

import type { Field } from '../schema.js';
import type { Candidate } from './candidate.js';
import type { Concept } from './concepts.js';
import type { PageSources } from './page-sources.js';
import { shapeValues } from './shape.js';
import { pageDates } from './structure/page-dates.js';
import { pagePrices } from './structure/prices.js';
import { pageStock } from './structure/stock.js';
import { labelledPairs } from './structure/labelled.js';

export function* visibleCandidates(
  field: Field,
  concept: Concept | undefined,
  sources: PageSources,
): Generator<Candidate> {
  yield* labelCandidates(field, concept, sources);
  if (concept !== undefined) yield* patternCandidates(field, concept, sources);
}

export function* labelCandidates(
  field: Field,
  concept: Concept | undefined,
  sources: PageSources,
): Generator<Candidate> {
  for (const { pair, ...place } of labelledPairs(field, sources.pairs())) {
    const value = shapeValues([pair.value], concept?.shape ?? 'text', field.type, sources.doc.baseUrl);
    yield { ...place, value };
  }
}

function* patternCandidates(field: Field, concept: Concept, sources: PageSources): Generator<Candidate> {
  const shown = concept.visible;
  if (shown === undefined) return;
  switch (shown) {
    case 'published':
    case 'updated':
      if (field.type === 'date' || field.type === 'string')
        yield* pageDates(sources, shown, sources.fetchedAt);
      return;
    case 'price':
      if (field.type === 'float' || field.type === 'integer' || field.type === 'string')
        yield* pagePrices(sources);
      return;
    case 'stock':
      if (field.type === 'boolean') yield* pageStock(sources);
      return;
    default:
      return shown satisfies never;
  }
}
