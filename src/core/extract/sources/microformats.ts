/** Microformats: classes with agreed names, read as the schema.org properties that mean the same. */

import type { Element } from 'domhandler';
import type { Entity } from '../entity.js';
import { typesOf } from '../entity.js';
import { newBudget, readItem, type ItemVocabulary } from './item-tree.js';

const MAX_ITEMS = 50;

const TYPES: Readonly<Record<string, string>> = {
  hrecipe: 'Recipe',
  'h-recipe': 'Recipe',
  hproduct: 'Product',
  'h-product': 'Product',
  vevent: 'Event',
  'h-event': 'Event',
  'hreview-aggregate': 'AggregateRating',
  'h-review-aggregate': 'AggregateRating',
  hreview: 'Review',
};
// prettier-ignore
const PROPERTIES: Readonly<Record<string, string>> = {
  fn: 'name', 'p-name': 'name', photo: 'image', 'u-photo': 'image', summary: 'description', 'p-summary': 'description',
  ingredient: 'recipeIngredient', 'p-ingredient': 'recipeIngredient', instruction: 'recipeInstructions',
  instructions: 'recipeInstructions', 'e-instructions': 'recipeInstructions', yield: 'recipeYield', 'p-yield': 'recipeYield',
  duration: 'totalTime', 'dt-duration': 'totalTime', preptime: 'prepTime', cooktime: 'cookTime', author: 'author', 'p-author': 'author',
  published: 'datePublished', 'dt-published': 'datePublished', 'hreview-aggregate': 'aggregateRating',
  'h-review-aggregate': 'aggregateRating', average: 'ratingValue', 'p-average': 'ratingValue', count: 'ratingCount',
  votes: 'ratingCount', 'p-count': 'ratingCount', price: 'price', 'p-price': 'price', brand: 'brand', 'p-brand': 'brand',
  identifier: 'sku', 'u-identifier': 'sku', dtstart: 'startDate', 'dt-start': 'startDate', dtend: 'endDate', 'dt-end': 'endDate',
  location: 'location', 'p-location': 'location', category: 'keywords', 'p-category': 'keywords',
};

const VOCABULARY: ItemVocabulary = {
  isItem: (element) => typeOf(element) !== undefined,
  typeOf,
  propertyOf: (element) => {
    const names = classesOf(element).flatMap((name) =>
      Object.hasOwn(PROPERTIES, name) ? [PROPERTIES[name] ?? ''] : [],
    );
    return names.length === 0 ? undefined : names.join(' ');
  },
  referenced: () => [],
};

/** Lists name every item; a wrapper that bears the same name as its items would swallow them. */
export function readMicroformats(roots: readonly Element[]): Entity[] {
  const budget = newBudget();
  return roots.slice(0, MAX_ITEMS).map((element) => {
    const node = readItem(element, VOCABULARY, budget);
    return { source: 'microformats', types: typesOf(node), node, place: 'top' };
  });
}

/** Whether classes begin a thing of its own. */
export function isMicroformat(element: Element): boolean {
  const type = typeOf(element);
  return type === 'Recipe' || type === 'Product' || type === 'Event';
}

const ROOT = /(?:^|\s)(?:h-?(?:recipe|product|review|event|review-aggregate)|vevent)(?:\s|$)/;

function typeOf(element: Element): string | undefined {
  const names = element.attribs['class'];
  if (names === undefined || !ROOT.test(names)) return undefined;
  return classesOf(element)
    .map((name) => (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined))
    .find((type) => type !== undefined);
}

function classesOf({ attribs }: Element): string[] {
  return (attribs['class'] ?? '').split(/\s+/, 30);
}
