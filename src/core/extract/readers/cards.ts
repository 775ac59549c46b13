/** Twitter cards may carry two labelled values: `twitter:label1` "Written by", `twitter:data1` the name. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { findConcept } from '../find-concept.js';
import { shapeValues } from '../shape.js';
import { mayAnswer } from './may-answer.js';

const CARD_CONFIDENCE = 0.75;

export const cardReader: Reader = { rules: ['twitter.label'], read: cardCandidates };

function* cardCandidates({ concept, field, page }: Question): Generator<Candidate> {
  if (concept === undefined || !mayAnswer(concept, field.type)) return;
  for (const number of ['1', '2']) {
    const label = page.metas().get(`twitter:label${number}`)?.[0];
    const data = page.metas().get(`twitter:data${number}`)?.[0];
    if (label === undefined || data === undefined || findConcept(label) !== concept) continue;
    const value = shapeValues([data], concept.shape, field.type, page.doc.baseUrl);
    const path = `twitter:data${number}`;
    yield { rule: 'twitter.label', source: 'twitter', path, value, confidence: CARD_CONFIDENCE };
  }
}
