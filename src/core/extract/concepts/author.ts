/** Who wrote the page. */

import { isEmbedded } from '../grounded.js';
import type { Json } from '../entity.js';
import { isList } from '../entity.js';
import type { PageSources } from '../page-sources.js';
import { cleanPerson, isNoOne, labelledPerson } from '../person.js';
import { shapeValues } from '../shape.js';
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
  // The name of the site is what metadata says when it does not know who wrote.
  weigh: ({ source, value }, { page }) => (isEmbedded(source) && isSite(value, page) ? DOUBTFUL : 1),
  mend: (candidate, { page }) => {
    const { source, value } = candidate;
    if (isNobody(value)) return null;
    if (isEmbedded(source) && isSite(value, page)) return candidate;
    const clean = (name: Json): Json =>
      typeof name === 'string' ? cleanPerson(name, page.siteNames()) : name;
    return { ...candidate, value: isList(value) ? value.map(clean) : clean(value) };
  },
};

/** A placeholder: a number, "No Author". */
function isNobody(value: Json): boolean {
  const names = isList(value) ? value : [value];
  return names.length > 0 && names.every((name) => typeof name === 'string' && isNoOne(name));
}

/** Only the site itself as the author. */
function isSite(value: Json, { siteNames }: PageSources): boolean {
  const names = isList(value) ? value : [value];
  return names.every((name) => typeof name === 'string' && siteNames().has(fold(name)));
}
