/** Microformats: classes with agreed names, read as the schema.org properties that mean the same. */

import type { Element } from 'domhandler';
import type { Entity } from '../entity.js';
import { typesOf } from '../entity.js';
import { newBudget, readItem, type ItemVocabulary } from './item-tree.js';

const MAX_ITEMS = 50;
const MAX_CARDS = 10;

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
  vcard: 'Person',
  'h-card': 'Person',
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

/** Of people and organizations: short words, which are classes of other things elsewhere. */
// prettier-ignore
const OF_CARDS: Readonly<Record<string, string>> = {
  fn: 'name', 'p-name': 'name', photo: 'image', 'u-photo': 'image', logo: 'logo', 'u-logo': 'logo', org: 'worksFor', 'p-org': 'worksFor',
  title: 'jobTitle', 'p-job-title': 'jobTitle', role: 'jobTitle', 'p-role': 'jobTitle', tel: 'telephone', 'p-tel': 'telephone',
  email: 'email', 'u-email': 'email', adr: 'address', 'p-adr': 'address', 'h-adr': 'address', 'street-address': 'streetAddress',
  'p-street-address': 'streetAddress', locality: 'addressLocality', 'p-locality': 'addressLocality', region: 'addressRegion',
  'p-region': 'addressRegion', 'postal-code': 'postalCode', 'p-postal-code': 'postalCode', 'country-name': 'addressCountry',
  'p-country-name': 'addressCountry', note: 'description', 'p-note': 'description', bday: 'birthDate', 'dt-bday': 'birthDate',
  'given-name': 'givenName', 'p-given-name': 'givenName', 'family-name': 'familyName', 'p-family-name': 'familyName',
};

const THINGS = vocabularyOf(PROPERTIES, (element) => typeOf(element) !== undefined);
const CARDS = vocabularyOf(
  OF_CARDS,
  (element) => typeOf(element) !== undefined || classesOf(element).some((name) => ADDRESS.has(name)),
);
const ADDRESS = new Set(['adr', 'p-adr', 'h-adr']);

function vocabularyOf(
  properties: Readonly<Record<string, string>>,
  isItem: ItemVocabulary['isItem'],
): ItemVocabulary {
  return {
    isItem,
    typeOf,
    propertyOf: (element) => {
      const names = classesOf(element).flatMap((name) =>
        Object.hasOwn(properties, name) ? [properties[name] ?? ''] : [],
      );
      return names.length === 0 ? undefined : names.join(' ');
    },
    referenced: () => [],
  };
}

/** Lists name every item; a wrapper that bears the same name as its items would swallow them. */
export function readMicroformats(roots: readonly Element[]): Entity[] {
  const budget = newBudget();
  // Cards stand by the hundred below comments.
  const cards = roots.filter((element) => typeOf(element) === 'Person').slice(0, MAX_CARDS);
  const things = roots.filter((element) => typeOf(element) !== 'Person').slice(0, MAX_ITEMS);
  return [...things, ...cards].map((element) => {
    const node = readItem(element, typeOf(element) === 'Person' ? CARDS : THINGS, budget);
    return { source: 'microformats', types: typesOf(node), node, place: 'top' };
  });
}

/** Whether classes begin a thing of its own. */
export function isMicroformat(element: Element): boolean {
  if (!mayBeRoot(element.attribs['class'] ?? '')) return false;
  const type = typeOf(element);
  return type === 'Recipe' || type === 'Product' || type === 'Event' || type === 'Person';
}

const ROOT = /(?:^|\s)(?:h-?(?:recipe|product|review|event|review-aggregate|card)|vevent|vcard)(?:\s|$)/;

/** Whether some class begins as those do: a quick look, for there is one at each element of a page. */
function mayBeRoot(names: string): boolean {
  for (let at = 0; at < names.length; at += 1) {
    const code = names.charCodeAt(at);
    if (code !== LETTER_H && code !== LETTER_V) continue;
    const before = at === 0 ? BLANK : names.charCodeAt(at - 1);
    if (before <= BLANK || before > LAST_ASCII) return true;
  }
  return false;
}

const BLANK = 0x20;
const LAST_ASCII = 0x7f;
const LETTER_H = 0x68;
const LETTER_V = 0x76;

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
