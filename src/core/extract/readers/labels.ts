/** What stands beside a label on the page. */

import type { Candidate } from '../candidate.js';
import { hasListShape, type Concept } from '../concepts/concept.js';
import type { Question, Reader } from '../engine/reader.js';
import { codeOf } from '../example.js';
import { listedIn } from '../listed.js';
import { shapeValues } from '../shape.js';
import { labelledPairs, summedPairs, type LabelledPair } from '../structure/labelled.js';
import type { Pair } from '../structure/pair.js';

const SURE_LABEL = 0.75;
const SUM_CONFIDENCE = 0.6;

export const labelReader: Reader = {
  rules: ['label'],
  read: (question) => (isListOfLines(question) ? [] : labelCandidates(question)),
};

/** One that says the same wherever it stands, and is beyond doubt. */
export const soleLabelReader: Reader = {
  rules: ['label.sole'],
  read: (question) => {
    if (question.concept?.labelFirst !== true) return [];
    const [first, ...others] = labelCandidates(question);
    const isSole =
      first !== undefined &&
      first.confidence >= SURE_LABEL &&
      others.every(({ value }) => value === first.value);
    return isSole ? [{ ...first, rule: 'label.sole' }] : [];
  },
};

/** A total that the page leaves to its readers: the sum of what it tells. */
export const labelSumReader: Reader = {
  rules: ['label.sum'],
  read: ({ concept, field, page }) => {
    if (concept?.sum === undefined || (field.type !== 'integer' && field.type !== 'float')) return [];
    const pairs = summedPairs(field, concept.sum, page.pairs());
    const values = pairs?.map(({ value }) =>
      shapeValues([value], concept.shape, field.type, page.doc.baseUrl),
    );
    if (values?.every((value) => typeof value === 'number') !== true) return [];
    const value = values.reduce((sum, part) => sum + part, 0);
    const path = concept.sum.join(' + ');
    return [{ rule: 'label.sum', source: 'label', path, value, confidence: SUM_CONFIDENCE }];
  },
};

/** Lines are read as a list, not from beside a label. */
export function isListOfLines({ concept, field }: Question): boolean {
  return field.type === 'array<string>' && hasListShape(concept);
}

function labelCandidates(question: Question): Candidate[] {
  const { concept, field, page } = question;
  const pairs = labelledPairs(field, page.pairs());
  if (concept?.labelFirst === true && areOfParts(pairs)) return [];
  return pairs.flatMap(({ pair, ...place }) => {
    const text = concept?.labelled === undefined ? codeOf(field, pair.value) : concept.labelled(pair);
    if (text === null) return [];
    const texts = field.type.startsWith('array<') ? textsOf(pair, text, question) : [text];
    const value = shapeValues(texts, concept?.shape ?? 'text', field.type, page.doc.baseUrl);
    return [{ ...place, value }];
  });
}

/** All that stands by the label, in parts as the page sets them or as the text lists them. */
function textsOf({ path, parts }: Pair, text: string, { concept, field }: Question): readonly string[] {
  if (areTags(parts, concept)) return parts;
  if (path === 'dt' && parts !== undefined && concept?.shape !== 'words') return parts;
  return concept === undefined || concept.shape === 'text' ? listedIn(text, field.type) : [text];
}

function areTags(
  parts: readonly string[] | undefined,
  concept: Concept | undefined,
): parts is readonly string[] {
  return parts !== undefined && concept?.shape === 'words' && parts.every((part) => part.length <= 60);
}

/** A set of parts tells the number of each: none of them is that of the whole. */
function areOfParts(pairs: readonly LabelledPair[]): boolean {
  const surest = pairs.filter(({ confidence }) => confidence === pairs[0]?.confidence);
  return new Set(surest.map(({ pair }) => pair.value)).size > 2;
}
