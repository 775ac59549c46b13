/** The places on a page that may answer a field, the most trusted first. */

import type { FieldType } from '../schema.js';
import { MIN_CONFIDENCE, type Candidate } from './candidate.js';
import { findConcept, type Concept, type Shape } from './concepts.js';
import type { EntitySource, Json } from './entity.js';
import { isList, valuesAt } from './entity.js';
import { nameForms, nameKey, wordsOf } from './field-name.js';
import type { PageSources } from './page-sources.js';
import { shapeValues } from './shape.js';
import { metaSource } from './sources/metas.js';
import { plainCandidates, SINGLE_HEADING, withoutSiteName } from './sources/plain.js';

const ENTITY_CONFIDENCE: Readonly<Record<EntitySource, number>> = {
  'json-ld': 0.95,
  microdata: 0.9,
  rdfa: 0.85,
};
/** By rank of the entity: a thing of its own, media, the page as such. */
const RANK_FACTOR = [0, 0.7, 0.75, 1];

/** Candidates in the order in which they are tried. */
export function* candidatesFor(name: string, type: FieldType, sources: PageSources): Generator<Candidate> {
  const concept = findConcept(name) ?? conceptByType(name, type);
  // Several fields of the schema as the columns of one table leave no doubt; a single one may be a coincidence.
  const column = type.startsWith('array<') ? sources.columns().get(name) : undefined;
  if (column !== undefined && (sources.columns().size > 1 || concept?.plural !== true)) yield column;
  if (concept !== undefined && (concept.plural || !type.startsWith('array<'))) {
    for (const candidate of conceptCandidates(concept, type, sources)) {
      if (candidate.confidence < MIN_CONFIDENCE || candidate.value === null) continue;
      yield concept.plain.includes('heading') ? withoutSiteName(candidate, sources.doc.facts) : candidate;
    }
  }
  if (concept === undefined) yield* namedCandidates(name, type, sources);
  if (column !== undefined) yield column;
}

export function shapeOf(name: string, type: FieldType): Shape {
  return (findConcept(name) ?? conceptByType(name, type))?.shape ?? 'text';
}

function* conceptCandidates(concept: Concept, type: FieldType, sources: PageSources): Generator<Candidate> {
  const { doc } = sources;
  const shaped = (values: readonly Json[]): Json => shapeValues(values, concept.shape, type, doc.baseUrl);

  if (concept.html === 'lang' && doc.lang !== null) {
    yield { source: 'html', path: 'html[lang]', value: doc.lang, confidence: 0.9 };
  }
  if (concept.html === 'canonical') {
    const canonical = doc.facts.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'));
    if (canonical !== undefined) {
      yield { source: 'html', path: 'link[rel=canonical]', value: shaped([canonical.href]), confidence: 0.9 };
    }
  }
  yield* entityCandidates(concept, sources, shaped, (rank) => rank === 3);
  // A reader knows the page by its heading; og:title and the name of a WebPage are written for search results.
  const heading =
    concept.plain.includes('heading') && type === 'string' ? plainCandidates('heading', doc.facts) : [];
  yield* heading.filter(({ confidence }) => confidence >= SINGLE_HEADING);
  yield* labelledCandidates(concept, type, sources);
  for (const key of concept.metas) {
    const values = sources.metas().get(key);
    if (values !== undefined)
      yield { source: metaSource(key), path: key, value: shaped(values), confidence: 0.8 };
  }
  yield* entityCandidates(concept, sources, shaped, (rank) => rank < 3);
  for (const plain of concept.plain) {
    const suits = plain === 'time' ? type === 'date' || type === 'string' : type === 'string';
    if (suits) yield* plainCandidates(plain, doc.facts);
  }
}

function* entityCandidates(
  { paths, sum }: Concept,
  { entityGroups, dereference }: PageSources,
  shaped: (values: readonly Json[]) => Json,
  admits: (rank: number) => boolean,
): Generator<Candidate> {
  for (const group of entityGroups) {
    for (const { entity, rank } of group()) {
      if (!admits(rank)) continue;
      for (const path of paths) {
        const value = shaped(valuesAt(entity.node, path, dereference));
        const confidence = ENTITY_CONFIDENCE[entity.source] * (RANK_FACTOR[rank] ?? 0);
        if (value !== null)
          yield { source: entity.source, path, value, entityType: entity.types[0] ?? '', confidence };
      }
      const parts = (sum ?? []).map((path) => shaped(valuesAt(entity.node, path, dereference)));
      if (parts.length > 0 && parts.every((part) => typeof part === 'number')) {
        const value = parts.reduce((total, part) => total + part, 0);
        yield {
          source: entity.source,
          path: (sum ?? []).join(' + '),
          value,
          entityType: entity.types[0] ?? '',
          confidence: 0.7,
        };
      }
    }
  }
}

/** Twitter cards may carry two labelled values: `twitter:label1` "Written by", `twitter:data1` the name. */
function* labelledCandidates(concept: Concept, type: FieldType, sources: PageSources): Generator<Candidate> {
  for (const number of ['1', '2']) {
    const label = sources.metas().get(`twitter:label${number}`)?.[0];
    const data = sources.metas().get(`twitter:data${number}`)?.[0];
    if (label === undefined || data === undefined || findConcept(label) !== concept) continue;
    const value = shapeValues([data], concept.shape, type, sources.doc.baseUrl);
    yield { source: 'twitter', path: `twitter:data${number}`, value, confidence: 0.75 };
  }
}

/** A name of the caller's own: the same name among the properties of the main entity, or among the meta tags. */
function* namedCandidates(name: string, type: FieldType, sources: PageSources): Generator<Candidate> {
  const forms = nameForms(name);
  const shaped = (value: Json): Json => {
    const values = isList(value) ? value.slice(0, 2_000) : [value];
    // One value does not make a list: a single name is no answer to a question for all of them.
    return type.startsWith('array<') && values.length < 2
      ? null
      : shapeValues(values, 'text', type, sources.doc.baseUrl);
  };
  for (const form of forms) {
    const found = sources.namedValues().get(form);
    const value = found === undefined ? null : shaped(found.value);
    if (found !== undefined && value !== null) {
      const { entity, path } = found;
      yield { source: entity.source, path, value, entityType: entity.types[0] ?? '', confidence: 0.75 };
    }
  }
  for (const [key, values] of sources.metas()) {
    if (/^(?:og|twitter|fb|al):/.test(key) || !forms.includes(nameKey(key.slice(key.indexOf(':') + 1))))
      continue;
    const value = shaped(values);
    if (value !== null) yield { source: metaSource(key), path: key, value, confidence: 0.6 };
  }
}

/** A name that no concept lists, but whose words and type leave one meaning. */
function conceptByType(name: string, type: FieldType): Concept | undefined {
  const words = wordsOf(name);
  const has = (...stems: string[]): boolean =>
    words.some((word) => stems.some((stem) => word.startsWith(stem)));
  if (type === 'date') {
    if (has('updat', 'modif', 'edited')) return findConcept('updated at');
    if (has('publi', 'posted', 'issued', 'released')) return findConcept('published at');
  }
  if (type === 'boolean' && has('stock', 'availab')) return findConcept('in stock');
  return undefined;
}
