/** The places on a page that may answer a field, the most trusted first. */

import type { Field, FieldType } from '../schema.js';
import { MIN_CONFIDENCE, type Candidate } from './candidate.js';
import { findConcept, type Concept, type Shape } from './concepts.js';
import { entityCandidates, htmlCandidates, metaCandidates, namedCandidates } from './embedded.js';
import { wordsOf } from './field-name.js';
import type { PageSources } from './page-sources.js';
import { plainCandidates, SINGLE_HEADING, withoutSiteName } from './sources/plain.js';
import { visibleCandidates } from './visible.js';

/** Candidates in the order in which they are tried. */
export function* candidatesFor(field: Field, sources: PageSources): Generator<Candidate> {
  const concept = conceptOf(field);
  const isList = field.type.startsWith('array<');
  // Several fields of the schema as the columns of one table leave no doubt; a single one may be a coincidence.
  const column = isList ? sources.columns().get(field.field) : undefined;
  if (column !== undefined && (sources.columns().size > 1 || concept?.plural !== true)) yield column;
  if (concept === undefined) yield* namedCandidates(field.field, field.type, sources);
  else if (concept.plural || !isList) yield* conceptCandidates(concept, field, sources);
  for (const candidate of visibleCandidates(field, concept, sources)) {
    if (isUsable(candidate)) yield candidate;
  }
  if (column !== undefined) yield column;
}

export function shapeOf(field: Field): Shape {
  return conceptOf(field)?.shape ?? 'text';
}

function conceptOf({ field, type }: Field): Concept | undefined {
  return findConcept(field) ?? conceptByType(field, type);
}

function isUsable({ confidence, value }: Candidate): boolean {
  return confidence >= MIN_CONFIDENCE && value !== null;
}

function* conceptCandidates(concept: Concept, field: Field, sources: PageSources): Generator<Candidate> {
  const isTitle = concept.plain.includes('heading');
  for (const candidate of trustedFirst(concept, field.type, sources)) {
    if (isUsable(candidate)) yield isTitle ? withoutSiteName(candidate, sources.doc.facts) : candidate;
  }
}

function* trustedFirst(concept: Concept, type: FieldType, sources: PageSources): Generator<Candidate> {
  const { facts } = sources.doc;
  yield* htmlCandidates(concept, type, sources);
  yield* entityCandidates(concept, type, sources, (rank) => rank === 3);
  // A reader knows the page by its heading; og:title and the name of a WebPage are written for search results.
  const heading =
    concept.plain.includes('heading') && type === 'string' ? plainCandidates('heading', facts) : [];
  yield* heading.filter(({ confidence }) => confidence >= SINGLE_HEADING);
  yield* metaCandidates(concept, type, sources);
  yield* entityCandidates(concept, type, sources, (rank) => rank < 3);
  for (const plain of concept.plain) {
    const suits = plain === 'time' ? type === 'date' || type === 'string' : type === 'string';
    if (suits) yield* plainCandidates(plain, facts);
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
