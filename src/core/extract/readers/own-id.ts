/** The number of the thing that the page is about, from its address, its forms and its scripts. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { fitsExample } from '../example.js';
import { AGREED } from '../structure/own-id.js';

export const ownIdReader: Reader = { rules: ['own-id'], read: ownIdCandidates };

/** What several places agree on is surer than a label for numbers, which may be those of a part or of the maker. */
export const agreedIdReader: Reader = {
  rules: ['own-id.agreed'],
  read: (question) =>
    ownIdCandidates(question)
      .filter(({ confidence }) => confidence >= AGREED)
      .map((candidate) => ({ ...candidate, rule: 'own-id.agreed' })),
};

function ownIdCandidates({ field, page }: Question): Candidate[] {
  if (field.type.startsWith('array<')) return [];
  return page.ownIds().filter(({ value }) => typeof value !== 'string' || fitsExample(field, value));
}
