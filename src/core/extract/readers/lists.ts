/** Lists that stand under the field's name. */

import type { Candidate } from '../candidate.js';
import { hasListShape } from '../concepts/concept.js';
import type { Question, Reader } from '../engine/reader.js';
import { isList } from '../entity.js';
import { conceptsOfLabel, findConcept } from '../find-concept.js';
import { shapeValues } from '../shape.js';
import { labelKeys } from '../structure/labelled.js';
import { listsUnder } from '../structure/lists.js';

export const listReader: Reader = { rules: ['list.heading'], read: listCandidates };

function listCandidates({ concept, field, page }: Question): Candidate[] {
  const mayBeList =
    concept === undefined || (concept.plural && (hasListShape(concept) || concept.shape === 'words'));
  if (field.type !== 'array<string>' || !mayBeList) return [];
  const shape = concept?.shape ?? 'text';
  const own = new Set(labelKeys(field.field));
  const names = {
    isName: (key: string) => own.has(key),
    isOther: (key: string) => !own.has(key) && headsList(key),
  };
  return listsUnder(page.lines(), names, shape === 'steps').map((candidate) => {
    const items = isList(candidate.value) ? candidate.value : [];
    return { ...candidate, value: shapeValues(items, shape, field.type, page.doc.baseUrl) };
  });
}

function headsList(key: string): boolean {
  const named = findConcept(key);
  return named === undefined ? conceptsOfLabel(key).some(hasListShape) : hasListShape(named);
}
