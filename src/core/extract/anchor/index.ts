/**
 * Examples whose values stand on the page: they show where the fields stand, on this page and on the others of its template.
 * An example of another page is no more than a shape. So a page counts as the one that the examples are of only when most of
 * those that tell pages apart stand on it; then each of them is the answer of its field.
 */

import { isObjectField, type FlatSchema, type Schema } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import { conceptOf } from '../concept-of.js';
import { fitsExample } from '../example.js';
import type { PageSources } from '../page-sources.js';
import type { Anchors } from './anchors.js';
import { comparable, exampleValue, type ExampleValue } from './example-value.js';
import { findPlaces } from './find.js';
import { follow, openPlaces, sourceOf, type PlacePage } from './follow.js';
import { mayStandIn } from './in-source.js';
import { placesOf, type Learned } from './learned.js';
import { isOfExamples } from './on-page.js';
import { describePlace, type Place } from './place.js';

const NO_ANCHORS: Anchors = { candidateOf: () => null, learned: null };
const SURE = 0.98;
/** Several learned places that say the same, and one. */
const AGREED = 0.9;
const ALONE = 0.8;

/** Whether some example can prove that a page is the one that it is of. */
export function mayShowPlaces(schema: Schema): boolean {
  const context = { lang: null, baseUrl: '', fetchedAt: new Date(0) };
  return schema.some(
    (field) => !isObjectField(field) && exampleValue(field, 'text', context)?.isTelling === true,
  );
}

/** `known`: what another page of the host has shown. */
export function openAnchors(schema: FlatSchema, sources: PageSources, known: Learned | null): Anchors {
  const { doc, fetchedAt } = sources;
  if (schema.every(({ example }) => example === undefined)) return NO_ANCHORS;
  const context = { lang: doc.lang, baseUrl: doc.baseUrl, fetchedAt };
  const examples = schema
    .map((field) => exampleValue(field, conceptOf(field)?.shape ?? 'text', context))
    .filter((example) => example !== null);
  const page = openPlaces(sources);
  const found = mayStandIn(doc.source, examples) ? placesOfPage(schema, examples, page, known) : null;
  if (found === null && known === null) return NO_ANCHORS;
  const byField = new Map(examples.map((example) => [example.field.field, example]));
  const isKnownHere = known !== null && known.from !== doc.url;
  return {
    candidateOf: ({ field }) => {
      const example = byField.get(field);
      if (example === undefined) return null;
      const places = found?.get(field);
      if (places !== undefined)
        return places[0] === undefined ? null : shownCandidate(example, places[0], page);
      return isKnownHere ? learnedCandidate(example, placesOf(known, field) ?? [], page, known.from) : null;
    },
    learned: found === null ? null : { from: doc.url, places: Object.fromEntries(found) },
  };
}

/** By field, the places of the examples; null when the page is not theirs. */
function placesOfPage(
  schema: FlatSchema,
  examples: readonly ExampleValue[],
  page: PlacePage,
  known: Learned | null,
): Map<string, readonly Place[]> | null {
  const found = examples.map((example) => ({ example, find: findPlaces(example, page) }));
  if (!isOfExamples(found, schema, page.sources)) return null;
  const places = new Map(
    found.flatMap(({ example, find }): [string, readonly Place[]][] => {
      const { field } = example.field;
      // What another page has shown is right when it leads to this page's value too.
      const old = known === null || known.from === page.sources.doc.url ? undefined : placesOf(known, field);
      const same = old?.filter((place) => example.is([...follow(place, page)]));
      const now = same ?? find.places();
      return now.length === 0 && same === undefined ? [] : [[field, now]];
    }),
  );
  return places.size === 0 ? null : places;
}

function shownCandidate(example: ExampleValue, place: Place, page: PlacePage): Candidate | null {
  const read = example.read(follow(place, page));
  if (read === null) return null;
  return {
    rule: 'example.place',
    source: sourceOf(place),
    path: describePlace(place),
    value: read.raw,
    confidence: SURE,
  };
}

/** Each learned place has a vote; among as many votes the surest place decides. */
function learnedCandidate(
  example: ExampleValue,
  places: readonly Place[],
  page: PlacePage,
  from: string,
): Candidate | null {
  const votes = new Map<string, Candidate[]>();
  for (const place of places) {
    const values = follow(place, page);
    const read = values.length === 1 || place.kind === 'property' ? example.read(values) : null;
    if (read === null || !fitsExample(example.field, String(read.value))) continue;
    const key = comparable(read.value);
    const candidate = {
      rule: 'example.learned' as const,
      source: sourceOf(place),
      path: describePlace(place),
      value: read.raw,
      confidence: ALONE,
    };
    votes.set(key, [...(votes.get(key) ?? []), candidate]);
  }
  const [first, ...others] = [...votes.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  if (first === undefined) return null;
  return { ...first, confidence: others.length > 0 ? AGREED : ALONE, learnedFrom: from };
}
