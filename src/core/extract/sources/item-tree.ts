/**
 * Attributes in the body to entities. Microdata and RDFa Lite differ in names only, so one walk reads both: an element
 * that starts an item, elements below it that carry its properties, items as the values of properties.
 */

import { isTag, type ChildNode, type Element } from 'domhandler';
import type { Json, JsonObject } from '../entity.js';
import { shortName } from '../entity.js';
import { emailOfLink, phoneOfLink } from '../structure/contact-links.js';
import { isInert, textLines, walk, type Step, type TextBudget } from '../text.js';

export interface ItemVocabulary {
  isItem(element: Element): boolean;
  typeOf(element: Element): string | undefined;
  propertyOf(element: Element): string | undefined;
  /** Elements elsewhere that belong to the item as well. */
  referenced(element: Element): readonly Element[];
}

const MAX_PROPERTIES = 5_000;
const MAX_CHARS = 2_000_000;
const MAX_NODES = 500_000;
const MAX_ITEM_DEPTH = 16;

/** Budget shared by all items of a page: hostile references cannot multiply the work. */
export interface ItemBudget extends TextBudget {
  properties: number;
}

export function newBudget(): ItemBudget {
  return { properties: MAX_PROPERTIES, chars: MAX_CHARS, nodes: MAX_NODES };
}

export function readItem(
  root: Element,
  vocabulary: ItemVocabulary,
  budget: ItemBudget,
  depth = 0,
): JsonObject {
  const item: Record<string, Json[]> = Object.create(null) as Record<string, Json[]>;
  item['@type'] = (vocabulary.typeOf(root) ?? '').split(/\s+/, 5).filter(Boolean).map(shortName);
  const id = root.attribs['itemid'] ?? root.attribs['resource'];
  if (id !== undefined) item['@id'] = [id];

  const visit = (node: ChildNode): Step => {
    budget.nodes -= 1;
    if (budget.nodes < 0 || budget.properties <= 0) return 'stop';
    if (!isTag(node) || isInert(node)) return false;
    const names = vocabulary.propertyOf(node);
    const startsItem = vocabulary.isItem(node);
    if (names === undefined) return !startsItem;
    budget.properties -= 1;
    const value = startsItem
      ? depth < MAX_ITEM_DEPTH
        ? readItem(node, vocabulary, budget, depth + 1)
        : null
      : elementValue(node, names, budget);
    for (const name of names.split(/\s+/, 10).filter(Boolean)) (item[shortName(name)] ??= []).push(value);
    return !startsItem;
  };

  walk(root, visit);
  for (const element of vocabulary.referenced(root)) {
    if (element !== root && visit(element) === true) walk(element, visit);
  }
  return item;
}

/** A link is mostly named for its text; only these properties mean its address. */
const ADDRESSES =
  /^(?:url|sameas|image|thumbnailurl|contenturl|embedurl|logo|availability|itemcondition|item|mainentityofpage|license)$/;

/** Such a link may be named "Write to us": what it leads to is the value. */
const CONTACTS: Readonly<Record<string, (link: Element) => string | null>> = {
  email: emailOfLink,
  telephone: phoneOfLink,
};

function elementValue(element: Element, names: string, budget: ItemBudget): Json {
  const { name, attribs } = element;
  if (attribs['content'] !== undefined) return attribs['content'];
  switch (name) {
    case 'img':
    case 'audio':
    case 'video':
    case 'source':
    case 'embed':
    case 'iframe':
    case 'track':
      return attribs['src'] ?? attribs['data-src'] ?? null;
    case 'link':
    case 'area':
      return attribs['href'] ?? null;
    case 'a': {
      const property = shortName(names.split(/\s+/, 1)[0] ?? '').toLowerCase();
      const contact = CONTACTS[property]?.(element) ?? null;
      if (contact !== null) return contact;
      const text = ADDRESSES.test(property) ? '' : textLines(element, budget).join('\n');
      return text === '' ? (attribs['href'] ?? null) : text;
    }
    case 'object':
      return attribs['data'] ?? null;
    case 'data':
    case 'meter':
      return attribs['value'] ?? textLines(element, budget).join('\n');
    case 'time':
      return attribs['datetime'] ?? textLines(element, budget).join('\n');
    default:
      return textLines(element, budget).join('\n');
  }
}
