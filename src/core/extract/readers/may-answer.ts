/** Whether a place with one value may answer a field at all. */

import type { FieldType } from '../../schema.js';
import type { Concept } from '../concepts/concept.js';

/** What there is one of by nature does not make a list. */
export function mayAnswer({ plural }: Concept, type: FieldType): boolean {
  return plural || !type.startsWith('array<');
}
