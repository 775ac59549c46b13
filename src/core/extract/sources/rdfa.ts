/** RDFa Lite: typeof and property. Prefixes are cut off: `schema:name` and `v:name` both read as `name`. */

import type { Element } from 'domhandler';
import type { Entity } from '../entity.js';
import { typesOf } from '../entity.js';
import { newBudget, readItem, type ItemVocabulary } from './item-tree.js';

const MAX_ITEMS = 200;

const VOCABULARY: ItemVocabulary = {
  isItem: (element) => element.attribs['typeof'] !== undefined,
  typeOf: (element) => element.attribs['typeof'],
  propertyOf: (element) => element.attribs['property'],
  referenced: () => [],
};

export function readRdfa(typeofRoots: readonly Element[]): Entity[] {
  const budget = newBudget();
  return typeofRoots.slice(0, MAX_ITEMS).map((element) => {
    const node = readItem(element, VOCABULARY, budget);
    return { source: 'rdfa', types: typesOf(node), node, place: 'top' };
  });
}
