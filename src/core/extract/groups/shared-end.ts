/** Words that all items of a group end with are the page's, not the items'. */

import { isAction } from './actions.js';

const MIN_LONG = 60;
const MAX_SHARED = 4;

/** Texts without the words that all of them end with: of long ones any, of short ones an offer as "Read more". */
export function withoutSharedEnd(values: (string | undefined)[], kind: string): (string | undefined)[] {
  if (kind !== 'text' && kind !== 'own') return values;
  const first = values.find((value) => value !== undefined);
  if (first === undefined) return values;
  const words = first.split(' ').slice(-MAX_SHARED - 1);
  let shared = 0;
  while (shared < MAX_SHARED && shared + 1 < words.length) {
    const end = ` ${words.slice(-shared - 1).join(' ')}`;
    if (!values.every((text) => text === undefined || text.endsWith(end))) break;
    shared += 1;
  }
  if (shared === 0) return values;
  const present = values.filter((value) => value !== undefined);
  while (shared > 0 && !mayBeCut(present, words.slice(-shared).join(' '))) shared -= 1;
  if (shared === 0) return values;
  const cut = words.slice(-shared).join(' ').length + 1;
  return values.map((value) => value?.slice(0, -cut));
}

function mayBeCut(texts: readonly string[], end: string): boolean {
  return isAction(end) || (texts.length >= 3 && texts.every(({ length }) => length >= MIN_LONG));
}
