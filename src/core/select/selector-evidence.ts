/** What values taken by selectors rest on: the selector. */

import { evidenceFor, type Evidence, type EvidenceByField } from '../evidence.js';
import { isEmptyValue } from '../extract/coerce/index.js';
import type { FieldValues } from '../schema.js';
import type { FieldSelector } from './selector.js';

export function selectorEvidence(selectors: readonly FieldSelector[], data: FieldValues): EvidenceByField {
  return Object.fromEntries(
    selectors.flatMap((selector): [string, Evidence][] => {
      const value = Object.hasOwn(data, selector.field) ? (data[selector.field] ?? null) : null;
      const place = {
        rule: 'selector',
        source: 'selector',
        path: writtenOf(selector),
        confidence: 1,
      } as const;
      return isEmptyValue(value) ? [] : [[selector.field, evidenceFor(place, value, value)]];
    }),
  );
}

/** As its caller writes it. */
function writtenOf({ css, attribute, all }: FieldSelector): string {
  return `${css}${attribute === null ? '' : `@${attribute}`}${all ? '[]' : ''}`;
}
