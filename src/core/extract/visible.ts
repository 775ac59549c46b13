/** Candidates in what the page shows: labels and their values. */

import type { Field } from '../schema.js';
import type { Candidate } from './candidate.js';
import type { Concept, Shape } from './concepts.js';
import { conceptOfLabel, findConcept } from './find-concept.js';
import { isList } from './entity.js';
import { codeOf, fitsExample } from './example.js';
import { labelledPerson } from './person.js';
import { propertyNames, type PageSources } from './page-sources.js';
import { shapeValues } from './shape.js';
import { pageDates } from './structure/page-dates.js';
import { AGREED } from './structure/own-id.js';
import { pagePrices } from './structure/prices.js';
import { isRatingOf, ratingCandidates } from './structure/ratings.js';
import { pageStock } from './structure/stock.js';
import { valuesNamed } from './sources/state.js';
import { pageAuthors } from './structure/byline.js';
import { listsUnder } from './structure/lists.js';
import { pageTags } from './structure/tags.js';
import type { Pair } from './structure/pair.js';
import { labelKeys, labelledPairs, summedPairs, type LabelledPair } from './structure/labelled.js';

export function* visibleCandidates(
  field: Field,
  concept: Concept | undefined,
  sources: PageSources,
): Generator<Candidate> {
  if (field.type === 'array<string>' && (concept === undefined || concept.plural)) {
    yield* listCandidates(field, concept, sources);
    if (hasListShape(concept)) return;
  }
  // What several places agree on is surer than a label for numbers, which may be those of a part or of the maker.
  if (concept?.labelFirst === true) yield* ownIdCandidates(field, concept, sources, true);
  yield* labelCandidates(field, concept, sources);
  yield* summedCandidates(field, concept, sources);
  yield* stateCandidates(field, concept, sources);
  if (concept !== undefined) yield* patternCandidates(field, concept, sources);
}

export function* labelCandidates(
  field: Field,
  concept: Concept | undefined,
  sources: PageSources,
): Generator<Candidate> {
  const pairs = labelledPairs(field, sources.pairs());
  if (concept?.labelFirst === true && areOfParts(pairs)) return;
  for (const { pair, ...place } of pairs) {
    const text = saidOf(field, concept, pair);
    if (text === null) continue;
    const texts = field.type.startsWith('array<') && areTags(pair.parts, concept) ? pair.parts : [text];
    const value = shapeValues(texts, concept?.shape ?? 'text', field.type, sources.doc.baseUrl);
    yield { ...place, value };
  }
}

/** What the pair says of the field; null when the same label means something else here. */
function saidOf(field: Field, concept: Concept | undefined, pair: Pair): string | null {
  if (concept?.visible === 'author') return labelledPerson(pair.value);
  if (concept?.visible === 'rating' && !isRatingOf(pair)) return null;
  if (concept?.visible === 'tags' && /^@|hashtag/i.test(pair.value)) return null;
  return codeOf(field, pair.value);
}

/** A total that the page leaves to its readers: the sum of what it tells. */
function* summedCandidates(
  field: Field,
  concept: Concept | undefined,
  sources: PageSources,
): Generator<Candidate> {
  if (concept?.sum === undefined || (field.type !== 'integer' && field.type !== 'float')) return;
  const pairs = summedPairs(field, concept.sum, sources.pairs());
  const values = pairs?.map(({ value }) =>
    shapeValues([value], concept.shape, field.type, sources.doc.baseUrl),
  );
  if (values?.every((value) => typeof value === 'number') !== true) return;
  const value = values.reduce((sum, part) => sum + part, 0);
  yield { rule: 'label.sum', source: 'label', path: concept.sum.join(' + '), value, confidence: 0.6 };
}

function areTags(
  parts: readonly string[] | undefined,
  concept: Concept | undefined,
): parts is readonly string[] {
  return parts !== undefined && concept?.shape === 'words' && parts.every((part) => part.length <= 60);
}

/** A set of parts tells the number of each: none of them is that of the whole. */
function areOfParts(pairs: readonly LabelledPair[]): boolean {
  const surest = pairs.filter(({ confidence }) => confidence === pairs[0]?.confidence);
  return new Set(surest.map(({ pair }) => pair.value)).size > 2;
}

/** The page's scripts start from the values that they show. Prices in them may be in cents, so only one that is shown counts. */
function* stateCandidates(
  field: Field,
  concept: Concept | undefined,
  sources: PageSources,
): Generator<Candidate> {
  if (field.type.startsWith('array<') && concept?.plural === false) return;
  const names = new Set(propertyNames(field.field));
  for (const { node, path, isIdentified } of sources.stateObjects()) {
    // Shops keep when goods were put up for sale. Asked for with an author, publication is that of a text.
    if (concept?.visible === 'published' && sources.asksForAuthor && isGoods(node)) continue;
    for (const found of valuesNamed(node, names)) {
      const values = isList(found.value) ? found.value : [found.value];
      const value = shapeValues(values, concept?.shape ?? 'text', field.type, sources.doc.baseUrl);
      if (value === null || (typeof value === 'string' && !fitsExample(field, value))) continue;
      if (concept?.visible === 'price' && !sources.isShown(value)) continue;
      yield {
        rule: 'state.key',
        source: 'state',
        path: `${path}.${found.path}`,
        value,
        confidence: isIdentified ? 0.7 : 0.55,
      };
    }
  }
}

function isGoods(node: { readonly [key: string]: unknown }): boolean {
  return Object.keys(node).some((key) => GOODS.test(key));
}

const GOODS = /^(?:price|variants|products|products_count|product_type|sku|vendor)$/i;

/** Values that are lines of their own: a label with one line beside it is another thing. */
const LISTS: ReadonlySet<Shape> = new Set<Shape>(['lines', 'steps']);

/** True of what comes as a list of lines: ingredients, steps. */
export function hasListShape(concept: Concept | undefined): boolean {
  return concept !== undefined && LISTS.has(concept.shape);
}

/** Lists that stand under the field's name. */
function listCandidates(field: Field, concept: Concept | undefined, sources: PageSources): Candidate[] {
  if (concept !== undefined && !hasListShape(concept)) return [];
  const own = new Set(labelKeys(field.field));
  const names = {
    isName: (key: string) => own.has(key),
    isOther: (key: string) => !own.has(key) && headsList(key),
  };
  return listsUnder(sources.lines(), names, concept?.shape === 'steps').map((candidate) => ({
    ...candidate,
    value: shapeValues(
      isList(candidate.value) ? candidate.value : [],
      concept?.shape ?? 'text',
      field.type,
      sources.doc.baseUrl,
    ),
  }));
}

function headsList(key: string): boolean {
  const concept = findConcept(key) ?? conceptOfLabel(key);
  return hasListShape(concept);
}

function ownIdCandidates(
  field: Field,
  { visible }: Concept,
  { ownIds }: PageSources,
  onlySure: boolean,
): Candidate[] {
  if (visible !== 'own-id' || field.type.startsWith('array<')) return [];
  return ownIds().filter(
    ({ value, confidence }) =>
      (!onlySure || confidence >= AGREED) && (typeof value !== 'string' || fitsExample(field, value)),
  );
}

function* patternCandidates(field: Field, concept: Concept, sources: PageSources): Generator<Candidate> {
  const shown = concept.visible;
  if (shown === undefined) return;
  switch (shown) {
    case 'published':
    case 'updated':
      if (field.type === 'date' || field.type === 'string')
        yield* pageDates(sources, shown, sources.fetchedAt);
      return;
    case 'price':
      if (field.type === 'float' || field.type === 'integer' || field.type === 'string')
        yield* pagePrices(sources);
      return;
    case 'stock':
      if (field.type === 'boolean') yield* pageStock(sources);
      return;
    case 'author':
      for (const candidate of pageAuthors(sources)) {
        const names = isList(candidate.value) ? candidate.value : [];
        yield { ...candidate, value: shapeValues(names, concept.shape, field.type, sources.doc.baseUrl) };
      }
      return;
    case 'rating':
    case 'rating-count':
      if (!field.type.startsWith('array<'))
        yield* ratingCandidates(sources.ratings(), shown === 'rating' ? 'value' : 'count');
      return;
    case 'own-id':
      yield* ownIdCandidates(field, concept, sources, false);
      return;
    case 'tags':
      if (field.type === 'array<string>') yield* pageTags(sources);
      return;
    default:
      return shown satisfies never;
  }
}
