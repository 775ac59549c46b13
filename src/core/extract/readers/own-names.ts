/** Parts of the page that its markup names like the field. */

import type { Candidate } from '../candidate.js';
import { mayBearOwnName } from '../concept-of.js';
import type { Question, Reader } from '../engine/reader.js';
import type { Json } from '../entity.js';

export const ownNameReader: Reader = { rules: ['own-name'], read: ownNameCandidates };

function ownNameCandidates({ concept, field, page }: Question): Candidate[] {
  if (!mayBearOwnName(field)) return [];
  const found = page.ownNames(field);
  return concept?.shape === 'person'
    ? found.map((candidate) => ({ ...candidate, value: nameBefore(candidate.value) }))
    : found;
}

/** No name holds a mark between blanks: "Acme Books / 2010 / Hardcover" goes on with other facts. */
function nameBefore(value: Json): Json {
  return typeof value === 'string' ? (value.split(/\s[/|\u00b7\u2022]\s/, 1)[0] ?? value) : value;
}
