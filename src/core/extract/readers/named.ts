/** A name of the caller's own: the same name among the properties of the main entities, or among the meta tags. */

import type { FieldType } from '../../schema.js';
import type { Candidate } from '../candidate.js';
import type { Concept } from '../concepts/concept.js';
import type { Question, Reader } from '../engine/reader.js';
import { isList, type Json } from '../entity.js';
import { nameForms, nameKey } from '../field-name.js';
import { conceptsOfLabel, findConcept } from '../find-concept.js';
import type { PageSources } from '../page-sources.js';
import { shapeValues } from '../shape.js';
import { metaSource } from '../sources/metas.js';

export const namedPropertyReader: Reader = {
  rules: ['json-ld.named', 'microdata.named', 'rdfa.named', 'microformats.named'],
  read: propertiesNamed,
};

export const namedMetaReader: Reader = {
  rules: ['open-graph.named', 'meta.named'],
  read: metasNamed,
};

function* propertiesNamed({ concept, field, page }: Question): Generator<Candidate> {
  if (concept !== undefined) {
    yield* pairsNamed(concept, field.type, page);
    return;
  }
  for (const form of nameForms(field.field)) {
    const found = page.namedValues().get(form);
    if (found === undefined) continue;
    const { entity, path } = found;
    const { source, types } = entity;
    const value = shaped(found.value, field.type, page.doc.baseUrl);
    const entityType = types[0] ?? '';
    yield { rule: `${source}.named`, source, path, value, entityType, confidence: 0.75 };
  }
}

/** Pairs of a name and a value that a thing describes itself with, where the name means the concept: `additionalProperty`. */
function* pairsNamed(concept: Concept, type: FieldType, page: PageSources): Generator<Candidate> {
  for (const [name, { entity, path, value: raw, isPair }] of page.namedValues()) {
    if (!isPair || !means(name, concept)) continue;
    const { source, types } = entity;
    const value = shapeValues([raw], concept.shape, type, page.doc.baseUrl);
    if (value !== null)
      yield { rule: `${source}.named`, source, path, value, entityType: types[0] ?? '', confidence: 0.75 };
  }
}

function means(name: string, concept: Concept): boolean {
  const named = findConcept(name);
  return named === undefined ? conceptsOfLabel(name).includes(concept) : named === concept;
}

function* metasNamed({ concept, field, page }: Question): Generator<Candidate> {
  if (concept !== undefined) return;
  const forms = nameForms(field.field);
  for (const [key, values] of page.metas()) {
    const source = metaSource(key);
    if (source === 'twitter' || /^(?:og|fb|al):/.test(key)) continue;
    if (!forms.includes(nameKey(key.slice(key.indexOf(':') + 1)))) continue;
    const value = shaped(values, field.type, page.doc.baseUrl);
    yield { rule: `${source}.named`, source, path: key, value, confidence: 0.6 };
  }
}

/** One value does not make a list: a single name is no answer to a question for all of them. */
function shaped(value: Json, type: FieldType, baseUrl: string): Json {
  const values = isList(value) ? value.slice(0, 2_000) : [value];
  return type.startsWith('array<') && values.length < 2 ? null : shapeValues(values, 'text', type, baseUrl);
}
