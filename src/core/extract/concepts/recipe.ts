/** What a dish is made of, and how: lists of lines. */

import type { Candidate } from '../candidate.js';
import { isEmbedded } from '../grounded.js';
import type { Question } from '../engine/reader.js';
import { isList } from '../entity.js';
import { nameKey } from '../field-name.js';
import { LABELS } from '../words/labels.js';
import { DOUBTFUL, isSingle, type ConceptRow } from './concept.js';

/** Where lines are asked for, metadata with a single one has often lost the others, which the page still shows. */
function weigh(candidate: Candidate, question: Question): number {
  if (!isEmbedded(candidate.source) || !question.field.type.startsWith('array<')) return 1;
  return isSingle(withoutOwnName(candidate, question).value) ? DOUBTFUL : 1;
}

/** Without the heading of the list, which metadata often has as its first line: "Directions". */
function withoutOwnName(candidate: Candidate, { concept }: Question): Candidate {
  const { source, value } = candidate;
  if (!isEmbedded(source) || !isList(value)) return candidate;
  const [first, ...rest] = value;
  const isName =
    rest.length > 0 &&
    typeof first === 'string' &&
    concept?.labels.has(nameKey(first.slice(0, 100))) === true;
  return isName ? { ...candidate, value: rest } : candidate;
}

export const ingredients: ConceptRow = {
  names: 'ingredient, recipe ingredient, ingredient list',
  labels: LABELS.ingredients,
  paths: 'recipeIngredient ingredients supply',
  shape: 'lines',
  plural: true,
  weigh,
  mend: withoutOwnName,
};

export const instructions: ConceptRow = {
  names: 'instruction, step, direction, method, recipe instruction, preparation, preparation step, how to',
  labels: LABELS.instructions,
  paths: 'recipeInstructions instructions step steps',
  shape: 'steps',
  plural: true,
  weigh,
  mend: withoutOwnName,
};
