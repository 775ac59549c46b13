/** The unit in which a field asks for a number. */

import { keepRecent } from '../recent.js';
import type { Field } from '../schema.js';
import type { CoercionContext } from './coerce/index.js';
import { wordsOf } from './field-name.js';
import { unitOfWords, type UnitName } from './unit.js';

const MAX_KNOWN = 2_000;
const known = new Map<string, UnitName | null>();

/** Null for names without one, and for fields that ask for no number. */
export function unitOfField({ field, type }: Pick<Field, 'field' | 'type'>): UnitName | null {
  if (!/integer|float/.test(type)) return null;
  const unit = known.get(field) ?? unitOfWords(wordsOf(field));
  keepRecent(known, field, unit, MAX_KNOWN);
  return unit;
}

/** The context for a field that may ask for a unit. */
export function withUnit<T extends CoercionContext>(context: T, field: Pick<Field, 'field' | 'type'>): T {
  const unit = unitOfField(field)?.unit;
  return unit === undefined ? context : { ...context, unit };
}
