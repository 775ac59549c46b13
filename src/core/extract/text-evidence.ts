/** What the answers of a text without markup rest on: its own lines, not the document that was made of them. */

import type { Evidence, EvidenceByField } from '../evidence.js';
import type { Fields } from './fields.js';
import { unescape, type TextOrigin } from './text-page.js';

/** @param origins by the property's path */
export function ofText(
  fields: Fields,
  origins: ReadonlyMap<string, TextOrigin>,
  source: 'text' | 'pdf',
): Fields {
  const each = (evidence: EvidenceByField): EvidenceByField =>
    Object.fromEntries(
      Object.entries(evidence).map(([field, one]) => {
        const origin = origins.get(propertyOf(one));
        return [field, { ...one, ...origin, source, raw: unescape(one.raw) }] as const;
      }),
    );
  return { ...fields, evidence: each(fields.evidence), unread: each(fields.unread) };
}

/** The title is written into the document three times. */
function propertyOf({ source, path }: Evidence): string {
  if (source === 'heading' || source === 'page-title') return 'headline';
  return source === 'json-ld' ? path : '';
}
