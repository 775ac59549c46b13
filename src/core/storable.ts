/** Text that PostgreSQL can hold. JSON can write NUL and halves of surrogate pairs; its `text` and `json` refuse them. */

const UNSTORABLE = /[\0\p{Surrogate}]/u;
const ALL_UNSTORABLE = new RegExp(UNSTORABLE, 'gu');

export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The text without what cannot be stored. */
export function storable(text: string): string {
  return text.replace(ALL_UNSTORABLE, '');
}
