/** The heading of the page and its title, as names of what it is about. */

import { getElementsByTagName } from 'domutils';
import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import type { Json } from '../entity.js';
import { wordsOf } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import { headingCandidate, SURE_HEADING, titleCandidates, withoutSiteName } from '../sources/plain.js';
import { fold, separatorOf, titlesOf } from '../structure/heading.js';
import { plainText, textOf } from '../text.js';
import { ENTITY_SOURCES, entityCandidates } from './entities.js';
import { metaCandidates } from './metas.js';

export const pageTitleReader: Reader = {
  rules: ['page-title'],
  read: ({ field, page }) => (field.type === 'string' ? titleCandidates(page) : []),
};

export const headingReader: Reader = {
  rules: ['heading.confirmed', 'heading.tail', 'heading', 'heading.unsure'],
  read: (question) => {
    const heading = question.field.type === 'string' ? headingCandidate(question.page) : null;
    if (heading === null) return [];
    if (heading.confidence < SURE_HEADING) return [{ ...heading, rule: 'heading.unsure' }];
    return [confirmed(heading, question)];
  },
};

/** What someone does, or is wanted for: on a page about a person the heading is a name. */
export const subjectReader: Reader = {
  rules: headingReader.rules,
  read: (question) => (isAboutPerson(question.page) ? [] : headingReader.read(question)),
};

function isAboutPerson({ entities }: PageSources): boolean {
  return ENTITY_SOURCES.some((source) =>
    entities[source]().some(({ entity, rank }) => rank === 3 && entity.types.includes('Person')),
  );
}

/** A heading that metadata repeats has its standing; of one that begins with a kicker, metadata tells the rest. */
function confirmed(heading: Candidate, question: Question): Candidate {
  const { page } = question;
  const metadata = metadataOf(question);
  const same = metadata.find((candidate) => saysTheSame(candidate, page));
  if (same !== undefined) {
    const { value } = withoutSiteName(same, page);
    return {
      ...same,
      rule: 'heading.confirmed',
      value: isParted(value, heading.value) ? value : heading.value,
    };
  }
  const named = metadata.find((candidate) => isBehindKicker(candidate, page));
  if (named !== undefined) return { ...named, rule: 'heading.tail' };
  const tail = titledPart(page);
  return tail === null ? heading : { ...heading, rule: 'heading.tail', value: tail };
}

const MAX_PARTS = 20;

/**
 * The end of the heading that is the first part of the page's title: behind a word with a colon ("Thread: How to solder"), or
 * in an element of its own below a kicker.
 */
function titledPart({ doc, heading }: PageSources): string | null {
  const shown = heading();
  const [title = ''] = titlesOf(doc.facts);
  const [first = ''] = title.split(TITLE_PARTS, 1);
  const part = fold(first);
  if (shown === null || part.length < 8 || fold(shown.text) === part || !fold(shown.text).endsWith(part))
    return null;
  const behind = shown.text.replace(/^\p{L}{2,20}:\s+/u, '');
  if (fold(behind) === part) return behind;
  const texts = getElementsByTagName('*', shown.element, true, MAX_PARTS).map((one) =>
    textOf(one, { chars: 300, nodes: 50 }),
  );
  return texts.find((text) => fold(text) === part) ?? null;
}

const TITLE_PARTS = separatorOf('\u2039');

function metadataOf(question: Question): Candidate[] {
  const things = ENTITY_SOURCES.flatMap((source) => [
    ...entityCandidates(question, source, (rank) => rank === 3),
  ]);
  return [...things, ...metaCandidates(question)];
}

/** The same words as the page's heading, without the name of the site. */
function saysTheSame(candidate: Candidate, page: PageSources): boolean {
  const { value } = withoutSiteName(candidate, page);
  return typeof value === 'string' && fold(plainText(value)) === fold(page.heading()?.text ?? '');
}

/** A kicker and a title in elements of their own need no mark between them to be told apart; as one text they do. */
function isParted(named: Json, shown: Json): boolean {
  const marks = (text: Json): number =>
    typeof text === 'string' ? (text.match(/[:|\u2013\u2014]/g) ?? []).length : 0;
  return marks(named) > marks(shown);
}

/** The end of the heading, which begins with a word about its subject or a quote: "Politics | A new mayor". */
function isBehindKicker(candidate: Candidate, page: PageSources): boolean {
  const { value } = withoutSiteName(candidate, page);
  const heading = page.heading()?.text ?? '';
  if (typeof value !== 'string' || value.length < 15 || value.length * 2 < heading.length) return false;
  const [whole, end] = [heading, plainText(value)].map((text) =>
    text.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"'),
  );
  if (whole === undefined || end === undefined || !whole.endsWith(end)) return false;
  return /[:|\u2013\u2014-]\s*$/.test(whole.slice(0, whole.length - end.length));
}

/** A thing whose name shares no word with what the page calls itself is not what the page is about. */
export function isNamedHere(name: Json, { doc, heading }: PageSources): boolean {
  const shown = heading();
  if (typeof name !== 'string' || shown === null || !shown.isConfirmed) return true;
  const said = [...titlesOf(doc.facts), shown.text].join(' ');
  const words = new Set(wordsOf(said.slice(0, 1_000)));
  return words.size === 0 || /[\u3040-\u9fff]/.test(name) || wordsOf(name).some((word) => words.has(word));
}
