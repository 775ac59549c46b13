/** What callers are told of coercions. */

import { quoted } from '../evidence.js';
import type { FlatValue } from '../schema.js';
import type { ItemNotes } from './coerce/types.js';
import type { Json } from './entity.js';

/** The text was more than the value. */
export function coercedWarning(field: string, raw: string, value: FlatValue): string {
  const shown = Array.isArray(value) ? value.join(', ') : String(value);
  return `coerced '${field}' from '${quoted(raw)}' to ${shown}`;
}

/** Of the items of a list, the first that was changed and the first that could not be read, each with how many there are. */
export function itemWarnings(field: string, type: string, { items, coerced, failed }: ItemNotes): string[] {
  const count = (some: number): string => (items === 1 ? '' : ` (${some} of ${items} items)`);
  return [
    ...(coerced === undefined
      ? []
      : [coercedWarning(field, textOf(coerced.raw), coerced.value) + count(coerced.count)]),
    ...(failed === undefined ? [] : [unreadWarning(field, type, textOf(failed.raw)) + count(failed.count)]),
  ];
}

function textOf(raw: Json): string {
  return typeof raw === 'string' ? raw : JSON.stringify(raw);
}

/** A list has as many items as are read of one. */
export function cutWarning(field: string, items: number): string {
  return `'${field}' has ${items} items, the most that are read; there may be more`;
}

/** There was something, and it is not of the field's type. */
export function unreadWarning(field: string, type: string, raw: string): string {
  return `${unreadStart(field)}${type} from '${quoted(raw)}'`;
}

/** Whether it says that the field could not be read. */
export function isUnreadWarning(warning: string, field: string): boolean {
  return warning.startsWith(unreadStart(field));
}

function unreadStart(field: string): string {
  return `could not read '${field}' as `;
}
