/** The day that relative dates of a page are relative to. */

import type { Field, Schema } from '../schema.js';
import { CONCEPTS } from './concepts/index.js';
import type { PageDocument } from './document.js';
import { rankedCandidates } from './engine/rank.js';
import { isEmbedded } from './grounded.js';
import { fieldsOfPage } from './objects/page-fields.js';
import { openSources } from './open-sources.js';
import type { PageSources } from './page-sources.js';

export function dayOf(doc: PageDocument, schema: Schema, fetchedAt: Date): Date {
  return publicationDay(openSources(doc, fieldsOfPage(schema), fetchedAt)) ?? fetchedAt;
}

/** The page's own date, for "yesterday": only where it is written for machines. */
export function publicationDay(sources: PageSources): Date | null {
  const field: Field = { field: 'published at', type: 'date' };
  const question = { field, concept: CONCEPTS.publishedAt, page: sources };
  for (const { candidate } of rankedCandidates(question)) {
    const { source, value } = candidate;
    // A day that the page shows may be of anything; what it counts from the present stands beside it.
    if (!isEmbedded(source)) continue;
    const day = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value.trim())?.[0] : undefined;
    const date = day === undefined ? null : new Date(`${day}T12:00:00Z`);
    if (date !== null && !Number.isNaN(date.getTime())) return date;
  }
  return null;
}
