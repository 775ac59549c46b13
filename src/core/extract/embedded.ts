/** Candidates in the embedded metadata: described things, Open Graph, Twitter cards, meta tags. */

import type { FieldType } from '../schema.js';
import type { Candidate } from './candidate.js';
import type { Concept } from './concepts.js';
import { findConcept } from './find-concept.js';
import type { EntitySource, Json } from './entity.js';
import { isList, valuesAt } from './entity.js';
import { nameForms, nameKey } from './field-name.js';
import type { PageSources } from './page-sources.js';
import { shapeValues } from './shape.js';
import { metaSource } from './sources/metas.js';

const ENTITY_CONFIDENCE: Readonly<Record<EntitySource, number>> = {
  'json-ld': 0.95,
  microdata: 0.9,
  rdfa: 0.85,
  microformats: 0.8,
};
/** By rank of the entity: a thing of its own, media, the page as such. */
const RANK_FACTOR = [0, 0.7, 0.75, 1];

/** What the page's HTML says in places made for it. */
export function* htmlCandidates(
  concept: Concept,
  type: FieldType,
  { doc }: PageSources,
): Generator<Candidate> {
  if (concept.html === 'lang' && doc.lang !== null) {
    yield { rule: 'html.lang', source: 'html', path: 'html[lang]', value: doc.lang, confidence: 0.9 };
  }
  if (concept.html === 'canonical') {
    const canonical = doc.facts.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'));
    const value = shapeValues([canonical?.href ?? null], concept.shape, type, doc.baseUrl);
    yield { rule: 'html.canonical', source: 'html', path: 'link[rel=canonical]', value, confidence: 0.9 };
  }
}

/** Properties of the things that the page describes. `admits` chooses among them by rank. */
export function* entityCandidates(
  { paths, sum, shape }: Concept,
  type: FieldType,
  { doc, entityGroups, dereference }: PageSources,
  admits: (rank: number) => boolean,
): Generator<Candidate> {
  const shaped = (values: readonly Json[]): Json => shapeValues(values, shape, type, doc.baseUrl);
  for (const group of entityGroups) {
    for (const { entity, rank } of group()) {
      if (!admits(rank)) continue;
      const entityType = entity.types[0] ?? '';
      for (const path of paths) {
        const value = shaped(valuesAt(entity.node, path, dereference));
        const confidence = ENTITY_CONFIDENCE[entity.source] * (RANK_FACTOR[rank] ?? 0);
        if (value !== null)
          yield {
            rule: `${entity.source}.property`,
            source: entity.source,
            path,
            value,
            entityType,
            confidence,
          };
      }
      const parts = (sum ?? []).map((path) => shaped(valuesAt(entity.node, path, dereference)));
      if (parts.length > 0 && parts.every((part) => typeof part === 'number')) {
        const value = parts.reduce((total, part) => total + part, 0);
        yield {
          rule: `${entity.source}.sum`,
          source: entity.source,
          path: (sum ?? []).join(' + '),
          value,
          entityType,
          confidence: 0.7,
        };
      }
    }
  }
}

export function* metaCandidates(
  concept: Concept,
  type: FieldType,
  sources: PageSources,
): Generator<Candidate> {
  yield* cardCandidates(concept, type, sources);
  for (const key of concept.metas) {
    const values = sources.metas().get(key);
    if (values === undefined) continue;
    const value = shapeValues(values, concept.shape, type, sources.doc.baseUrl);
    const source = metaSource(key);
    yield { rule: `${source}.tag`, source, path: key, value, confidence: 0.8 };
  }
}

/** Twitter cards may carry two labelled values: `twitter:label1` "Written by", `twitter:data1` the name. */
function* cardCandidates(concept: Concept, type: FieldType, sources: PageSources): Generator<Candidate> {
  for (const number of ['1', '2']) {
    const label = sources.metas().get(`twitter:label${number}`)?.[0];
    const data = sources.metas().get(`twitter:data${number}`)?.[0];
    if (label === undefined || data === undefined || findConcept(label) !== concept) continue;
    const value = shapeValues([data], concept.shape, type, sources.doc.baseUrl);
    yield {
      rule: 'twitter.label',
      source: 'twitter',
      path: `twitter:data${number}`,
      value,
      confidence: 0.75,
    };
  }
}

/** A name of the caller's own: the same name among the properties of the main entity, or among the meta tags. */
export function* namedCandidates(name: string, type: FieldType, sources: PageSources): Generator<Candidate> {
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
      yield {
        rule: `${entity.source}.named`,
        source: entity.source,
        path,
        value,
        entityType: entity.types[0] ?? '',
        confidence: 0.75,
      };
    }
  }
  for (const [key, values] of sources.metas()) {
    if (/^(?:og|twitter|fb|al):/.test(key) || !forms.includes(nameKey(key.slice(key.indexOf(':') + 1))))
      continue;
    const value = shaped(values);
    const source = metaSource(key);
    if (value !== null) yield { rule: `${source}.named`, source, path: key, value, confidence: 0.6 };
  }
}
