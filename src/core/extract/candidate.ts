/** A place on the page that may answer a field. */

import type { EvidenceByField, EvidenceSource } from '../evidence.js';
import type { Rule } from './engine/rule.js';
import type { EntitySource, Json } from './entity.js';

export type Source =
  | EntitySource
  | 'state'
  | 'open-graph'
  | 'twitter'
  | 'meta'
  | 'html'
  | 'heading'
  | 'page-title'
  | 'table'
  | 'group'
  | 'label'
  | 'text'
  | 'list'
  | 'url';

export interface Candidate {
  /** By which rule it was found. */
  readonly rule: Rule;
  readonly source: Source;
  /** Where it stands within the source: `offers.price`, `og:title`, `h1`. */
  readonly path: string;
  readonly value: Json;
  readonly entityType?: string;
  /** 0 to 1: how sure it is that this place means the field. Values below MIN_CONFIDENCE are not used. */
  readonly confidence: number;
  /** The page of the same host whose values are the examples, where the place was learned from it. */
  readonly learnedFrom?: string;
  /** A factor of its score, where its reader knows it to be better or worse than others of its rule; 1 where it says nothing. */
  readonly weight?: number;
}

export const MIN_CONFIDENCE = 0.5;

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
