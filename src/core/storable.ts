/** Text that PostgreSQL can hold. JSON can write NUL and halves of surrogate pairs; its `text` and `json` refuse them. */

const UNSTORABLE = /[\0\p{Surrogate}]/u;
const ALL_UNSTORABLE = new RegExp(UNSTORABLE, 'gu');

export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** Whether all text in a JSON value, names included, can be stored. */
export function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorableJson(inner));
}

/** The text without what cannot be stored. */
export function storable(text: string): string {
  return text.replace(ALL_UNSTORABLE, '');
}
