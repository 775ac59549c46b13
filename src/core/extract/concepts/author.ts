/** Who wrote the page. */

import { isEmbedded } from '../grounded.js';
import type { Json } from '../entity.js';
import { isList, isObject, property, typesOf, valuesAt } from '../entity.js';
import { oncePerPage } from '../once.js';
import type { PageSources } from '../page-sources.js';
import { cleanPerson, inReadingOrder, isAnonymous, isNoOne, isRole, labelledPerson } from '../person.js';
import { shapeValues } from '../shape.js';
import { isFrontPage } from '../sources/plain.js';
import { pageAuthors } from '../structure/byline.js';
import { fold } from '../structure/heading.js';
import { LABELS } from '../words/labels.js';
import { DOUBTFUL, type ConceptRow } from './concept.js';

export const author: ConceptRow = {
  among: 'person',
  names: 'author, byline, writer, written by, by, author name, creator, reporter, journalist',
  labels: LABELS.author,
  paths: 'author creator',
  metas:
    'author article:author parsely-author sailthru.author dc.creator dcterms.creator citation_author byl article.author',
  shape: 'person',
  plural: true,
  readers: [
    {
      rules: ['byline'],
      read: ({ field, page }) =>
        pageAuthors(page).map((candidate) => {
          const names = isList(candidate.value) ? candidate.value : [];
          return { ...candidate, value: shapeValues(names, 'person', field.type, page.doc.baseUrl) };
        }),
    },
  ],
  labelled: ({ value }) => labelledPerson(value),
  // The front page of a site is by nobody, unless it is about one thing.
  applies: ({ doc, entities }) =>
    !isFrontPage(doc.url) || Object.values(entities).some((read) => read().some(({ rank }) => rank === 3)),
  // The name of the site, or of an account without a name, is what metadata says when it does not know who wrote.
  // Who is described as the author of a page as such runs the site, unless the page is signed, or a text by its tags.
  weigh: ({ source, value, entityType }, { page }) => {
    if (entityType !== undefined && PAGE.test(entityType) && !isSigned(page)) return 0;
    return isEmbedded(source) && (isSite(value, page) || areAll(value, isAnonymous)) ? DOUBTFUL : 1;
  },
  mend: (candidate, { page }) => {
    const { source, path, value } = candidate;
    if (areAll(value, isNoOne)) return null;
    if (isEmbedded(source) && isSite(value, page)) return candidate;
    const isOfLibrary = source === 'meta' && OF_LIBRARIES.test(path);
    const clean = (name: Json): Json => {
      if (typeof name !== 'string') return name;
      return cleanPerson(isOfLibrary ? inReadingOrder(name) : name, page.siteNames());
    };
    if (!isList(value)) return { ...candidate, value: clean(value) };
    const people = value.filter((name) => typeof name !== 'string' || !isRole(name));
    return { ...candidate, value: (people.length === 0 ? value : people).map(clean) };
  },
};

const PAGE = /^(?:Web|Item|Collection|About|Contact|SearchResults|Checkout|FAQ)Page$/;

function isSigned(page: PageSources): boolean {
  return page.metas().has('article:published_time') || pageAuthors(page).length > 0;
}

const OF_LIBRARIES = /^(?:dc|dcterms|citation)[._]/;

function areAll(value: Json, is: (name: string) => boolean): boolean {
  const names = isList(value) ? value : [value];
  return names.length > 0 && names.every((name) => typeof name === 'string' && is(name));
}

/** Only the site itself, or the organization that publishes it. */
function isSite(value: Json, page: PageSources): boolean {
  const site = page.siteNames();
  return areAll(value, (name) => site.has(fold(name)) || publishersOf(page).has(fold(name)));
}

/** Folded names of organizations; who publishes alone is a person. */
const publishersOf = oncePerPage((page): ReadonlySet<string> => {
  const described = page.entities['json-ld']().flatMap(({ entity: { node } }) =>
    valuesAt(node, 'publisher', page.dereference).filter(
      (one) => isObject(one) && !typesOf(one).includes('Person'),
    ),
  );
  const names = [
    ...described.map((one) => (isObject(one) ? (property(one, 'name') ?? null) : null)),
    ...['publisher', 'dc.publisher', 'copyright'].flatMap((key) => page.metas().get(key) ?? []),
  ];
  return new Set(
    names.map((name) => (typeof name === 'string' ? fold(name) : '')).filter((name) => name !== ''),
  );
});
