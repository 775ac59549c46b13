/** What the list of a page is called: the category, the thread, the repository whose things it shows. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { nameKey, wordsOf } from '../field-name.js';
import { conceptsOfLabel } from '../find-concept.js';
import { CONCEPTS } from '../concepts/index.js';
import { namesFrontPage } from '../sources/plain.js';
import { titlesOf } from '../structure/heading.js';

const HEADING_CONFIDENCE = 0.65;
const ADDRESS_CONFIDENCE = 0.6;
const MAX_NAME_CHARS = 200;

/** Lists that their own page names in its heading. */
const HEADED = new Set(
  'category section tag topic thread discussion collection department album playlist list kategorie rubrik thema'.split(
    ' ',
  ),
);
/** Places whose pages are about one part of them: their name stands in the address as well. */
const PLACES = new Set('repository repo project package forum board subforum wiki database'.split(' '));

/** Only where the page lists things that the caller asks for too. */
export const listNameReader: Reader = {
  rules: ['list.name'],
  read: (question) => {
    const { field, page } = question;
    if (field.type !== 'string') return [];
    const kind = wordsOf(field.field).filter((word) => word !== 'name' && word !== 'title');
    const [word = '', ...others] = kind;
    if (others.length > 0 || !(HEADED.has(word) || PLACES.has(word)) || page.columns().size === 0) return [];
    const named = nameInAddress(question);
    return PLACES.has(word) && named.length > 0 ? named : nameInHeading(question);
  },
};

function nameInHeading({ page }: Question): Candidate[] {
  const heading = page.heading();
  if (heading?.isConfirmed !== true || heading.text.length > MAX_NAME_CHARS || namesFrontPage(heading.text))
    return [];
  const value = withoutKind(heading.text);
  return [
    { rule: 'list.name', source: 'heading', path: heading.path, value, confidence: HEADING_CONFIDENCE },
  ];
}

/** "Category: Kettles", "Posts tagged \u201ckettles\u201d" without the words for what kind of list it is. */
function withoutKind(heading: string): string {
  const [, label, rest] = /^([^:\uff1a]{2,30})\s?[:\uff1a]\s*(\S.*)$/.exec(heading) ?? [];
  if (label !== undefined && rest !== undefined && isKind(nameKey(label))) return rest;
  const [, tagged] = /^(?:posts|articles|entries|products) (?:tagged|in|with tag) (.+)$/i.exec(heading) ?? [];
  const name = tagged ?? heading;
  return /^["\u201c\u2018'].*["\u201d\u2019']$/.test(name) ? name.slice(1, -1) : name;
}

function isKind(label: string): boolean {
  const concepts = conceptsOfLabel(label);
  return (
    HEADED.has(label) ||
    PLACES.has(label) ||
    label.endsWith(' archives') ||
    concepts.includes(CONCEPTS.section) ||
    concepts.includes(CONCEPTS.topics)
  );
}

/** The part of the title that is also a step of the address. */
function nameInAddress({ page }: Question): Candidate[] {
  const steps = /^https?:\/\/[^/]+\/([^?#]*)/.exec(page.doc.url)?.[1]?.split('/').slice(0, 12) ?? [];
  const keys = new Set(steps.map(nameKey));
  const [title = ''] = titlesOf({ ...page.doc.facts, metas: [] });
  const value = title
    .slice(0, MAX_NAME_CHARS)
    .split(/\s+[|\u2013\u2014\u00b7\u2022\u00bb:/-]+\s+|:\s+/)
    .find((part) => part !== '' && keys.has(nameKey(part)));
  if (value === undefined || nameKey(value) === '') return [];
  return [{ rule: 'list.name', source: 'page-title', path: 'title', value, confidence: ADDRESS_CONFIDENCE }];
}
