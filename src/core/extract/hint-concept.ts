/** What a hint asks for, when it begins with a name: "The price of the product, with tax" asks for the price. */

import type { Concept } from './concepts/concept.js';
import { wordsOf } from './field-name.js';
import { findConcept } from './find-concept.js';

const ARTICLES = new Set('the a an its this their'.split(' '));
/** Other words before the name that say nothing of it. */
const BEFORE = new Set(
  'full main current exact short whether if is are was were it product item article page list url address name date of when how many'.split(
    ' ',
  ),
);
/** Words that no name goes on with. */
const AFTER = new Set(
  'of in for the this that where if as on at with without including excluding incl excl per or and from to out by was were is are when which who shown displayed given found stated'.split(
    ' ',
  ),
);
const MAX_NAME_WORDS = 4;

/** "Name of the author" is about the author, if an author is something that is known, else about a name. */
const OF_SOMETHING = new Set('name list url address date'.split(' '));

/** Undefined where the hint begins with no name that is known. */
export function conceptInHint(hint: string): Concept | undefined {
  return conceptFrom(wordsOf(hint.slice(0, 200).split(/[.,;:(]/, 1)[0] ?? ''));
}

function conceptFrom(words: readonly string[]): Concept | undefined {
  for (let start = 0; start < words.length; start += 1) {
    const word = words[start] ?? '';
    if (ARTICLES.has(word)) continue;
    if (OF_SOMETHING.has(word) && words[start + 1] === 'of')
      return conceptFrom(words.slice(start + 2)) ?? findConcept(word);
    for (let end = Math.min(start + MAX_NAME_WORDS, words.length); end > start; end -= 1) {
      if (end < words.length && !AFTER.has(words[end] ?? '')) continue;
      const concept = findConcept(words.slice(start, end).join(' '));
      if (concept !== undefined) return concept;
    }
    if (!BEFORE.has(word)) return undefined;
  }
  return undefined;
}

const MAX_OWN_WORDS = 3;

/** The name that a hint begins with, known or not: "The warranty of the product" gives "warranty". Null for whole sentences. */
export function nameInHint(hint: string): string | null {
  const words = wordsOf(hint.slice(0, 200).split(/[.,;:(]/, 1)[0] ?? '');
  const start = words.findIndex((word) => !ARTICLES.has(word) && !BEFORE.has(word));
  if (start < 0) return null;
  const rest = words.slice(start);
  const end = rest.findIndex((word) => AFTER.has(word));
  const name = end < 0 ? rest : rest.slice(0, end);
  return name.length === 0 || name.length > MAX_OWN_WORDS ? null : name.join(' ');
}
