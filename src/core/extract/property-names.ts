/** What programs call a field. */

import { nameForms, plural } from './field-name.js';
import { findConcept } from './find-concept.js';

/** Comparable names under which programs keep the field. */
export function propertyNames(field: string): string[] {
  const names = findConcept(field)?.kept ?? [];
  return [...new Set([...nameForms(field), ...names, ...names.map(plural)])];
}
