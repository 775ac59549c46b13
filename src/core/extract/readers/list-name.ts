/** What the list of a page is called: the category, the thread, the repository whose things it shows. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { nameKey, wordsOf } from '../field-name.js';
import { conceptsOfLabel } from '../find-concept.js';
import { CONCEPTS } from '../concepts/index.js';
import { wantedOf } from '../groups/wanted.js';
import { namesFrontPage } from '../sources/plain.js';
import { titlesOf } from '../structure/heading.js';

const HEADING_CONFIDENCE = 0.65;
const ADDRESS_CONFIDENCE = 0.6;
const MAX_NAME_CHARS = 200;

/** Lists that their own page names in its heading: of things with names of their own, */
const OF_THINGS = new Set(
  'category section tag collection department album playlist list kategorie rubrik catégorie categoría categoria'.split(
    ' ',
  ),
);
/** and of whatever people write. */
const OF_TEXTS = new Set('topic thread discussion thema'.split(' '));
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
    if (others.length > 0 || page.columns().size === 0) return [];
    if (PLACES.has(word)) {
      const named = nameInAddress(question);
      return named.length > 0 ? named : nameInHeading(question);
    }
    if (OF_TEXTS.has(word) || (OF_THINGS.has(word) && listsThings(question))) return nameInHeading(question);
    return [];
  },
};

/** The heading of a page that lists answers is what they answer to, not what it belongs to. */
function listsThings({ page }: Question): boolean {
  return [...page.columns().keys()].some((name) => {
    const { meaning } = wantedOf({ field: name, type: 'array<string>' });
    return meaning === 'title' || meaning === 'other' || meaning === 'price';
  });
}

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
  // Behind the name stands whose list it is: "Category: Kettles | The Shop".
  if (label !== undefined && rest !== undefined && isKind(nameKey(label)))
    return rest.split(/\s+[|\u00b7\u2022\u00bb]\s+/, 1)[0] ?? rest;
  const [, tagged] = /^(?:posts|articles|entries|products) (?:tagged|in|with tag) (.+)$/i.exec(heading) ?? [];
  const name = tagged ?? heading;
  return /^["\u201c\u2018'].*["\u201d\u2019']$/.test(name) ? name.slice(1, -1) : name;
}

function isKind(label: string): boolean {
  const concepts = conceptsOfLabel(label);
  return (
    OF_THINGS.has(label) ||
    OF_TEXTS.has(label) ||
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
