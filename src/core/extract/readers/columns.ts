/** Columns of the things that answer most array fields of the schema. */

import type { Candidate } from '../candidate.js';
import { DOUBTFUL } from '../concepts/concept.js';
import type { Question, Reader } from '../engine/reader.js';

export const columnReader: Reader = {
  rules: [
    'table.column',
    'group.column',
    'json-ld.column',
    'microdata.column',
    'rdfa.column',
    'microformats.column',
    'state.column',
  ],
  read: columnCandidates,
};

function columnCandidates({ concept, field, page }: Question): Candidate[] {
  if (!field.type.startsWith('array<')) return [];
  const column = page.columns().get(field.field);
  if (column === undefined) return [];
  // Several fields of the schema as the columns of one table leave no doubt; a single one may be a coincidence.
  const isCoincidence = page.columns().size === 1 && concept?.plural === true;
  return [isCoincidence ? { ...column, weight: COINCIDENCE } : column];
}

const COINCIDENCE = DOUBTFUL / 2;
