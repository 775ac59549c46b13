/** Properties of the things that the page describes, for fields that mean something known. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import type { EntitySource, Json } from '../entity.js';
import { valuesAt } from '../entity.js';
import { shapeValues } from '../shape.js';
import { mayAnswer } from './may-answer.js';

const ENTITY_CONFIDENCE: Readonly<Record<EntitySource, number>> = {
  'json-ld': 0.95,
  microdata: 0.9,
  rdfa: 0.85,
  microformats: 0.8,
};
/** By rank of the entity: a thing of its own, media, the page as such. */
const RANK_FACTOR = [0, 0.7, 0.75, 1];
const SUM_CONFIDENCE = 0.7;

export const ENTITY_SOURCES: readonly EntitySource[] = ['json-ld', 'microdata', 'rdfa', 'microformats'];

export const entityReaders: readonly Reader[] = ENTITY_SOURCES.map((source) => ({
  rules: [`${source}.property`, `${source}.sum`],
  read: (question) => entityCandidates(question, source),
}));

/** Of the main entity first. `admits` chooses among entities by rank. */
export function* entityCandidates(
  question: Question,
  source: EntitySource,
  admits: (rank: number) => boolean = () => true,
): Generator<Candidate> {
  const { concept, field, page } = question;
  if (concept === undefined || !mayAnswer(concept, field.type)) return;
  const { paths, sum, shape } = concept;
  const shaped = (values: readonly Json[]): Json => shapeValues(values, shape, field.type, page.doc.baseUrl);
  for (const { entity, rank } of page.entities[source]()) {
    if (!admits(rank)) continue;
    const entityType = entity.types[0] ?? '';
    const place = { source, entityType };
    for (const path of paths) {
      const value = shaped(valuesAt(entity.node, path, page.dereference));
      const confidence = ENTITY_CONFIDENCE[source] * (RANK_FACTOR[rank] ?? 0);
      if (value !== null) yield { rule: `${source}.property`, ...place, path, value, confidence };
    }
    const parts = (sum ?? []).map((path) => shaped(valuesAt(entity.node, path, page.dereference)));
    if (parts.length > 0 && parts.every((part) => typeof part === 'number')) {
      const value = parts.reduce((total, part) => total + part, 0);
      const path = (sum ?? []).join(' + ');
      yield { rule: `${source}.sum`, ...place, path, value, confidence: SUM_CONFIDENCE };
    }
  }
}
