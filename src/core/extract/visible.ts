/** Candidates in what the page shows: labels and their values. */

import type { Field } from '../schema.js';
import type { Candidate } from './candidate.js';
import type { Concept } from './concepts.js';
import type { PageSources } from './page-sources.js';
import { shapeValues } from './shape.js';
import { labelledPairs } from './structure/labelled.js';

export function* visibleCandidates(
  field: Field,
  concept: Concept | undefined,
  sources: PageSources,
): Generator<Candidate> {
  for (const { pair, ...place } of labelledPairs(field, sources.pairs())) {
    const value = shapeValues([pair.value], concept?.shape ?? 'text', field.type, sources.doc.baseUrl);
    yield { ...place, value };
  }
}
