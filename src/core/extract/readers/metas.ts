/** Open Graph, Twitter cards and other meta tags, for fields that mean something known. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { shapeValues } from '../shape.js';
import { metaSource } from '../sources/metas.js';
import { mayAnswer } from './may-answer.js';

const TAG_CONFIDENCE = 0.8;

export const metaReader: Reader = {
  rules: ['open-graph.tag', 'twitter.tag', 'meta.tag'],
  read: metaCandidates,
};

export function* metaCandidates({ concept, field, page }: Question): Generator<Candidate> {
  if (concept === undefined || !mayAnswer(concept, field.type)) return;
  for (const key of concept.metas) {
    const values = page.metas().get(key);
    if (values === undefined) continue;
    const value = shapeValues(values, concept.shape, field.type, page.doc.baseUrl);
    const source = metaSource(key);
    yield { rule: `${source}.tag`, source, path: key, value, confidence: TAG_CONFIDENCE };
  }
}
