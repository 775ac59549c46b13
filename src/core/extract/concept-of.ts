/** What a field of the schema means. */

import type { Field, FieldType } from '../schema.js';
import type { Concept } from './concepts/concept.js';
import { CONCEPTS } from './concepts/index.js';
import { wordsOf } from './field-name.js';
import { findConcept } from './find-concept.js';
import { conceptInHint } from './hint-concept.js';

/** By the field's name; where that is the caller's own, by its type, then by a hint that is a name itself. */
export function conceptOf({ field, type, hint }: Field): Concept | undefined {
  return (
    findConcept(field) ?? conceptByType(field, type) ?? (hint === undefined ? undefined : conceptInHint(hint))
  );
}

/** Fields whose concept has no place of its own, or says so, are looked for under their names in the page's markup. */
export function mayBearOwnName(field: Field): boolean {
  const concept = conceptOf(field);
  return concept?.readers === undefined || concept.named === true;
}

/** Whether a field asks for an amount of money: by its concept, or by a word of a name that is the caller's own. */
export function isMoney({ field }: Field, concept: Concept | undefined): boolean {
  return concept === undefined ? wordsOf(field).some((word) => MONEY.has(word)) : concept.isMoney === true;
}

const MONEY = new Set(
  'price prices cost costs fee fees fare fares deposit charge charges surcharge rent'.split(' '),
);

/** Whether a field asks for what tells one of many apart, by the last word of its name: "apartment", "bus_line". */
export function isCode({ field }: Field): boolean {
  return CODED.has(wordsOf(field).findLast((word) => !CODE_WORDS.has(word)) ?? '');
}

const CODE_WORDS = new Set('number no nr code id'.split(' '));
const CODED = new Set(
  (
    'apartment flat unit suite room door house gate platform track terminal flight train bus tram line route seat row ' +
    'model sku mpn asin serial grade class zone block plot phone telephone tel mobile fax hotline whatsapp'
  ).split(' '),
);

/** A name that no concept lists, but whose words and type leave one meaning. */
function conceptByType(name: string, type: FieldType): Concept | undefined {
  const words = wordsOf(name);
  return Object.values<Concept>(CONCEPTS).find(
    ({ stems }) =>
      stems?.type === type && words.some((word) => stems.words.some((stem) => word.startsWith(stem))),
  );
}
