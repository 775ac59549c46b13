/** Microdata: itemscope, itemtype, itemprop, and itemref within the page. */

import { isTag, type Document, type Element } from 'domhandler';
import { lazy } from '../document.js';
import type { Entity } from '../entity.js';
import { typesOf } from '../entity.js';
import { isInert, walk } from '../text.js';
import { newBudget, readItem, type ItemVocabulary } from './item-tree.js';

const MAX_ITEMS = 200;
const MAX_REFERENCES = 20;

export function readMicrodata(root: Document, itemRoots: readonly Element[]): Entity[] {
  const byId = lazy(() => elementsById(root));
  const vocabulary: ItemVocabulary = {
    isItem: (element) => element.attribs['itemscope'] !== undefined,
    typeOf: (element) => element.attribs['itemtype'],
    propertyOf: (element) => element.attribs['itemprop'],
    referenced: (element) =>
      (element.attribs['itemref'] ?? '')
        .split(/\s+/, MAX_REFERENCES)
        .map((id) => (id === '' ? undefined : byId().get(id)))
        .filter((found) => found !== undefined),
  };
  const budget = newBudget();
  return itemRoots.slice(0, MAX_ITEMS).map((element) => {
    const node = readItem(element, vocabulary, budget);
    return { source: 'microdata', types: typesOf(node), node, place: 'top' };
  });
}

function elementsById(root: Document): Map<string, Element> {
  const byId = new Map<string, Element>();
  walk(root, (node) => {
    if (!isTag(node) || isInert(node)) return false;
    const id = node.attribs['id'];
    if (id !== undefined && !byId.has(id)) byId.set(id, node);
    return true;
  });
  return byId;
}
