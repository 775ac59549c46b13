/** Which sources speak of the very page. */

import type { EvidenceByField, EvidenceSource } from '../evidence.js';

// prettier-ignore
const EMBEDDED: ReadonlySet<EvidenceSource> = new Set<EvidenceSource>([
  'json-ld', 'microdata', 'rdfa', 'microformats', 'open-graph', 'twitter', 'meta', 'html',
]);

export function isEmbedded(source: EvidenceSource): boolean {
  return EMBEDDED.has(source);
}

// prettier-ignore
const GENERAL: ReadonlySet<EvidenceSource> = new Set<EvidenceSource>([
  'open-graph', 'twitter', 'meta', 'html', 'page-title', 'url',
]);

/**
 * Fields whose value is of this very page: of its content or its structured data. The others stand in the page's head, in
 * tags that an application's empty shell has for all its pages.
 */
export function groundedFields(evidence: EvidenceByField): string[] {
  return Object.entries(evidence).flatMap(([field, { source }]) => (GENERAL.has(source) ? [] : [field]));
}
