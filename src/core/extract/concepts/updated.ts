/** When the page was changed. */

import { changeDates } from '../structure/page-dates.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

export const updatedAt: ConceptRow = {
  among: 'date',
  names:
    'updated at, modified at, date modified, modified date, modified, last modified, last updated, updated, updated date, ' +
    'modification date, update date',
  stems: { type: 'date', words: ['updat', 'modif', 'edited'] },
  labels: LABELS.updatedAt,
  paths: 'dateModified',
  metas:
    'article:modified_time og:updated_time datemodified last-modified dc.date.modified dcterms.modified lastmod',
  readers: [
    {
      rules: ['date.line'],
      read: ({ field, page }) => (field.type === 'date' || field.type === 'string' ? changeDates(page) : []),
    },
  ],
};
