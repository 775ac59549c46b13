/** The places on a page that may answer a field, the most trusted first. */

import type { Field, FieldType } from '../schema.js';
import { MIN_CONFIDENCE, type Candidate } from './candidate.js';
import type { Concept, Shape } from './concepts.js';
import { findConcept } from './find-concept.js';
import { conceptInHint } from './hint-concept.js';
import { entityCandidates, htmlCandidates, metaCandidates, namedCandidates } from './embedded.js';
import { isList, type Json } from './entity.js';
import { nameKey, wordsOf } from './field-name.js';
import type { PageSources } from './page-sources.js';
import { cleanPerson } from './person.js';
import {
  isFrontPage,
  namesFrontPage,
  plainCandidates,
  SURE_HEADING,
  withoutSiteName,
} from './sources/plain.js';
import { isNextTo, pageDates } from './structure/page-dates.js';
import { fold, titlesOf } from './structure/heading.js';
import { plainText } from './text.js';
import { hasListShape, labelCandidates, visibleCandidates } from './visible.js';

const SURE_LABEL = 0.75;
/** Things that have a name of their own, which pages about them use; the headline of an article is only one way to put it. */
const NAMED_THINGS = /Recipe|Product|Vehicle|^Car$|Book|Movie|^TV|Music|JobPosting|^Course$|Game$/;

/** Candidates in the order in which they are tried. */
export function* candidatesFor(field: Field, sources: PageSources): Generator<Candidate> {
  const concept = conceptOf(field);
  // The front page of a site changes with every visit: it was published on no day.
  if (concept?.visible === 'published' && isFrontPage(sources.doc.url)) return;
  const isArray = field.type.startsWith('array<');
  // Several fields of the schema as the columns of one table leave no doubt; a single one may be a coincidence.
  const column = isArray ? sources.columns().get(field.field) : undefined;
  if (column !== undefined && (sources.columns().size > 1 || concept?.plural !== true)) yield column;
  if (concept?.labelFirst === true) yield* undisputed(labelCandidates(field, concept, sources));
  const embedded =
    concept === undefined
      ? namedCandidates(field.field, field.type, sources)
      : concept.plural || !isArray
        ? conceptCandidates(concept, field, sources)
        : [];
  // Where lines are asked for, metadata with a single one has often lost the others, which the page still shows; where an
  // author is asked for, the name of the site is what metadata says when it does not know.
  const late: Candidate[] = [];
  for (const found of embedded) {
    const candidate = mended(found, concept, sources);
    const isPoor =
      (isArray && hasListShape(concept) && isSingle(candidate.value)) ||
      (concept?.visible === 'author' && isSite(candidate.value, sources));
    if (isPoor) late.push(candidate);
    else yield concept?.visible === 'author' ? withCleanNames(candidate, sources) : candidate;
  }
  for (const candidate of visibleCandidates(field, concept, sources)) {
    if (isUsable(candidate))
      yield concept?.visible === 'author' ? withCleanNames(candidate, sources) : candidate;
  }
  yield* late;
  if (column !== undefined) yield column;
}

/** Without what metadata is known to get wrong for the concept. */
function mended(candidate: Candidate, concept: Concept | undefined, sources: PageSources): Candidate {
  if (concept?.visible === 'published') return onLocalDay(candidate, sources);
  return concept !== undefined && hasListShape(concept) ? withoutOwnName(candidate, concept) : candidate;
}

/**
 * A stamp in UTC names an instant; the day that readers see may be the one before or after. Where the page shows that one by
 * its heading, it is the day of publication.
 */
function onLocalDay(candidate: Candidate, sources: PageSources): Candidate {
  const stamp = typeof candidate.value === 'string' ? UTC_STAMP.exec(candidate.value.trim())?.[1] : undefined;
  if (stamp === undefined) return candidate;
  const [shown] = pageDates(sources, 'published', sources.fetchedAt);
  if (shown === undefined || typeof shown.value !== 'string' || shown.confidence < SURE_DAY) return candidate;
  return isNextTo(stamp, shown.value) ? { ...candidate, value: shown.value } : candidate;
}

const UTC_STAMP = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|\+00:?00)$/i;
const SURE_DAY = 0.65;

/** Only the site itself as the author. */
function isSite(value: Json, sources: PageSources): boolean {
  const names = isList(value) ? value : [value];
  return names.every((name) => typeof name === 'string' && sources.siteNames().has(fold(name)));
}

function withCleanNames(candidate: Candidate, sources: PageSources): Candidate {
  const clean = (name: Json): Json =>
    typeof name === 'string' ? cleanPerson(name, sources.siteNames()) : name;
  const { value } = candidate;
  return { ...candidate, value: isList(value) ? value.map(clean) : clean(value) };
}

/** Without the heading of the list, which metadata often has as its first line: "Directions". */
function withoutOwnName(candidate: Candidate, { labels }: Concept): Candidate {
  const { value } = candidate;
  if (!isList(value)) return candidate;
  const [first, ...rest] = value;
  const isName = rest.length > 0 && typeof first === 'string' && labels.has(nameKey(first.slice(0, 100)));
  return isName ? { ...candidate, value: rest } : candidate;
}

function isSingle(value: Json): boolean {
  return !isList(value) || value.length < 2;
}

/** The first, when all say the same and it is beyond doubt. */
function undisputed(candidates: Iterable<Candidate>): Candidate[] {
  const [first, ...others] = candidates;
  if (first === undefined || first.confidence < SURE_LABEL) return [];
  return others.every(({ value }) => value === first.value) ? [first] : [];
}

export function shapeOf(field: Field): Shape {
  return conceptOf(field)?.shape ?? 'text';
}

/** By the field's name; where that is the caller's own, by its type, then by a hint that is a name itself. */
function conceptOf({ field, type, hint }: Field): Concept | undefined {
  return (
    findConcept(field) ?? conceptByType(field, type) ?? (hint === undefined ? undefined : conceptInHint(hint))
  );
}

function isUsable({ confidence, value }: Candidate): boolean {
  return confidence >= MIN_CONFIDENCE && value !== null;
}

function* conceptCandidates(concept: Concept, field: Field, sources: PageSources): Generator<Candidate> {
  const isTitle = concept.plain.includes('heading');
  for (const candidate of trustedFirst(concept, field.type, sources)) {
    if (!isUsable(candidate)) continue;
    const named = isTitle ? withoutSiteName(candidate, sources) : candidate;
    if (!isTitle || !namesFrontPage(named.value)) yield named;
  }
}

function* trustedFirst(concept: Concept, type: FieldType, sources: PageSources): Generator<Candidate> {
  const isTitle = concept.plain.includes('heading') && type === 'string';
  const isThing = ({ entityType, value }: Candidate): boolean =>
    !isTitle || (NAMED_THINGS.test(entityType ?? '') && isNamedHere(value, sources));
  const things = [...entityCandidates(concept, type, sources, (rank) => rank === 3)];
  yield* htmlCandidates(concept, type, sources);
  yield* things.filter(isThing);
  // A reader knows the page by its heading; og:title and the headline of an article are often written for search results.
  const [heading] = isTitle ? plainCandidates('heading', sources) : [];
  if (heading !== undefined && heading.confidence >= SURE_HEADING) {
    const metadata = [...things, ...metaCandidates(concept, type, sources)];
    const same = metadata.find((candidate) => saysTheSame(candidate, sources));
    const named = metadata.find((candidate) => isBehindKicker(candidate, sources));
    yield same !== undefined ? { ...same, value: heading.value } : (named ?? heading);
  }
  yield* things.filter((candidate) => !isThing(candidate));
  yield* metaCandidates(concept, type, sources);
  yield* entityCandidates(concept, type, sources, (rank) => rank < 3);
  if (type === 'string') for (const plain of concept.plain) yield* plainCandidates(plain, sources);
}

/** The same words as the page's heading, without the name of the site. */
function saysTheSame(candidate: Candidate, sources: PageSources): boolean {
  const { value } = withoutSiteName(candidate, sources);
  return typeof value === 'string' && fold(plainText(value)) === fold(sources.heading()?.text ?? '');
}

/** The end of the heading, which begins with a word about its subject or a quote: "Politics | A new mayor". */
function isBehindKicker(candidate: Candidate, sources: PageSources): boolean {
  const { value } = withoutSiteName(candidate, sources);
  const heading = sources.heading()?.text ?? '';
  if (typeof value !== 'string' || value.length < 15 || value.length * 2 < heading.length) return false;
  const [whole, end] = [heading, plainText(value)].map((text) =>
    text.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"'),
  );
  if (whole === undefined || end === undefined || !whole.endsWith(end)) return false;
  return /[:|\u2013\u2014-]\s*$/.test(whole.slice(0, whole.length - end.length));
}

/** A thing whose name shares no word with what the page calls itself is not what the page is about. */
function isNamedHere(name: Json, { doc, heading }: PageSources): boolean {
  const shown = heading();
  if (typeof name !== 'string' || shown === null || !shown.isConfirmed) return true;
  const said = [...titlesOf(doc.facts), shown.text].join(' ');
  const words = new Set(wordsOf(said.slice(0, 1_000)));
  return words.size === 0 || /[\u3040-\u9fff]/.test(name) || wordsOf(name).some((word) => words.has(word));
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
