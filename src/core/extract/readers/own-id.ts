/** The number of the thing that the page is about, from its address, its forms and its scripts. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { fitsExample } from '../example.js';
import { wordsOf } from '../field-name.js';
import { fold } from '../structure/heading.js';
import { idsOfAddress } from '../structure/own-id-address.js';
import { shownIds } from '../structure/own-id-shown.js';
import { AGREED, idNameOf } from '../structure/own-id.js';

export const ownIdReader: Reader = { rules: ['own-id'], read: ownIdCandidates };

/** What several places agree on is surer than a label for numbers, which may be those of a part or of the maker. */
export const agreedIdReader: Reader = {
  rules: ['own-id.agreed'],
  read: agreedIds,
};

/** Those that the page shows to its readers first, as it writes them. */
function agreedIds(question: Question): Candidate[] {
  const agreed = ownIdCandidates(question).filter(({ confidence }) => confidence >= AGREED);
  const shown = shownIds(
    agreed.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])),
    question.page.lines(),
  );
  const formOf = ({ value }: Candidate): string | undefined =>
    typeof value === 'string' ? shown.get(fold(value)) : undefined;
  return agreed
    .map((candidate) => ({
      ...candidate,
      rule: 'own-id.agreed' as const,
      value: formOf(candidate) ?? candidate.value,
    }))
    .sort((a, b) => Number(isIn(shown, b)) - Number(isIn(shown, a)));
}

function isIn(shown: ReadonlyMap<string, string>, { value }: Candidate): boolean {
  return typeof value === 'string' && shown.has(fold(value));
}

function ownIdCandidates({ field, page }: Question): Candidate[] {
  if (field.type.startsWith('array<')) return [];
  const isId = wordsOf(field.field).includes('id');
  return page
    .ownIds()
    .filter(
      ({ value }) => typeof value !== 'string' || (fitsExample(field, value) && (isId || !isShort(value))),
    );
}

/** So short a number counts the rows of a database: it is an id, but no number of an article. */
function isShort(value: string): boolean {
  return /^\d{1,4}$/.test(value);
}

/** Whether a label gives another number than the one that the page goes by and shows: that of the maker, or of a part. */
export function isOfMaker({ rule, value }: Candidate, { page }: Question): boolean {
  if (rule !== 'label.sole' || typeof value !== 'string') return false;
  const said = fold(value);
  const { parts, forms } = idsOfAddress(page.doc);
  const shown = shownIds(parts, page.lines());
  if ([...shown.keys()].every((id) => id === said)) return false;
  const named = (id: string): boolean => idNameOf(id, page.doc.source) !== null;
  const own = forms
    .filter((id) => shown.has(fold(id)) || fold(id) === said)
    .filter(named)
    .map(fold);
  return own.length > 0 && !own.includes(said);
}
