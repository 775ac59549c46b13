/**
 * Bodies that are made of names and values (JSON, XML): a field takes the value under its own name, or under another name
 * of what it means. Names are looked for at the top and one level down. Of a list of things a field that asks for many
 * takes the value of each.
 */

import { evidenceFor, type Evidence } from '../evidence.js';
import { isObjectField, type Field, type Schema } from '../schema.js';
import { fieldsOf, type Answer, type Fields } from './fields.js';
import { coerce, emptyValue, newWordedDates, type CoercionContext } from './coerce/index.js';
import type { Concept, Shape } from './concepts/concept.js';
import { findConcept } from './find-concept.js';
import { lazy } from './document.js';
import { isList, type Json } from './entity.js';
import { withUnit } from './field-unit.js';
import { nameForms } from './field-name.js';
import {
  listsIn,
  mainThing,
  MAX_THINGS,
  readItems,
  readKeys,
  type Items,
  type Keys,
  type Place,
} from './keyed-places.js';
import { objectsIn } from './objects/data.js';
import { shapeValues } from './shape.js';
import { coercedWarning, itemWarnings, unreadWarning } from './warnings.js';

export interface KeyedContext {
  readonly url: string;
  readonly fetchedAt: Date;
}

/** What the names and values were written as. */
export type KeyedSource = 'json' | 'xml';

export function extractKeyed(
  body: Json,
  schema: Schema,
  { url, fetchedAt, source }: KeyedContext & { readonly source: KeyedSource },
): Fields {
  const [thing, at] = mainThing(body);
  const keys = readKeys(thing);
  const lists = lazy(() => listsIn(body).map((list) => lazy(() => readItems(list))));
  const coercion: CoercionContext = {
    lang: null,
    referenceDate: () => fetchedAt,
    wordedDates: newWordedDates(),
  };
  const page: KeyedPage = { keys, at, lists, coercion, url, source };
  const objectOf = objectsIn(body, { coercion, baseUrl: url, source });
  return fieldsOf(
    schema.map(
      (field) => [field.field, isObjectField(field) ? objectOf(field) : readField(field, page)] as const,
    ),
    false,
  );
}

/** An answer without values. */
export function noFields(schema: Schema, warning: string): Fields {
  const data = schema.map(({ field, type }) => [field, emptyValue(type)] as const);
  return { data: Object.fromEntries(data), warnings: [warning], structured: false, evidence: {}, unread: {} };
}

interface KeyedPage {
  readonly keys: Keys;
  /** Where the thing with these keys stands. */
  readonly at: string;
  readonly lists: () => readonly (() => Items)[];
  readonly coercion: CoercionContext;
  readonly url: string;
  readonly source: KeyedSource;
}

function readField({ field, type }: Field, page: KeyedPage): Answer {
  const { coercion, url, source } = page;
  const concept = findConcept(field);
  const asked = { forms: nameForms(field), concept, wantsMany: type.startsWith('array<') };
  const shape: Shape = concept?.shape ?? 'text';
  const context = withUnit(coercion, { field, type });
  let unread: Evidence | undefined;
  for (const { values, ...place } of valuesFor(asked, page)) {
    const raw = shapeValues(values.slice(0, MAX_THINGS), shape, type, url);
    const result = coerce(raw, type, context);
    if (result.kind === 'absent') continue;
    const value = result.kind === 'value' ? result.value : null;
    const evidence = evidenceFor({ ...place, source }, raw, value);
    if (value === null) unread ??= evidence;
    else if (result.kind === 'value' && result.notes !== undefined)
      return { value, evidence, warning: itemWarnings(field, type, result.notes) };
    else if (result.kind === 'value' && result.told)
      return { value, evidence, warning: coercedWarning(field, evidence.raw, value) };
    else return { value, evidence };
  }
  const value = emptyValue(type);
  return unread === undefined
    ? { value }
    : { value, unread, warning: unreadWarning(field, type, unread.raw) };
}

/** What may answer a field, and by which rule. */
interface Found extends Pick<Evidence, 'rule' | 'path' | 'confidence'> {
  readonly values: readonly Json[];
}

const SAME_NAME = { rule: 'keyed.name', confidence: 0.9 } as const;
const SAME_MEANING = { rule: 'keyed.meaning', confidence: 0.8 } as const;
const ACROSS_ITEMS = { rule: 'keyed.items', confidence: 0.8 } as const;

interface Asked {
  readonly forms: readonly string[];
  readonly concept: Concept | undefined;
  readonly wantsMany: boolean;
}

/** The best first. */
function* valuesFor({ forms, concept, wantsMany }: Asked, { keys, at, lists }: KeyedPage): Generator<Found> {
  const own = [
    ...named(keys, forms).map((place) => ({ ...SAME_NAME, ...place })),
    ...meaning(keys, concept).map((place) => ({ ...SAME_MEANING, ...place })),
  ].map(({ value, path, ...how }) => ({ ...how, path: at + path, values: isList(value) ? value : [value] }));
  if (!wantsMany) {
    yield* own;
    return;
  }
  // Of what there is one by nature, many are asked for of many things: the titles of a feed are not the feed's title.
  const mayBeShort = concept?.plural === true;
  yield* own.filter(({ values }) => mayBeShort || values.length > 1);
  for (const items of lists()) {
    const { at: list, things } = items();
    const places = things.flatMap((item) => [...named(item, forms), ...meaning(item, concept)].slice(0, 1));
    const [first] = places;
    if (first === undefined) continue;
    const values = places.flatMap(({ value }) => valuesOf(value, mayBeShort));
    if (values.length > 0) yield { ...ACROSS_ITEMS, path: `${list}/*${first.path}`, values };
  }
  yield* own;
}

function named(keys: Keys, forms: readonly string[]): Place[] {
  return forms.flatMap((form) => keys.byName.get(form) ?? []);
}

function meaning(keys: Keys, concept: Concept | undefined): readonly Place[] {
  return concept === undefined ? [] : (keys.byConcept.get(concept) ?? []);
}

function valuesOf(value: Json, mayBeList: boolean): readonly Json[] {
  return isList(value) ? (mayBeList ? value : value.slice(0, 1)) : [value];
}
