/** What names an element of the items beyond its own markup: words around it, and where its links lead. */

import { keyOf } from './keys.js';
import type { Spot } from './spot.js';

/** The same words in every item in the one other element around: "12" beside "votes". */
export function unitBehind({ parent, values }: Spot): string {
  if (parent === null || parent.below.size !== 2 || values.get('text') === undefined) return '';
  const [first, second] = [...parent.below.values()];
  const words = first?.values === values ? second?.values.get('text') : undefined;
  const [word = ''] = words?.values() ?? [];
  if (words === undefined || words.size < MIN_SAME || word.length > MAX_UNIT || /\d/.test(word)) return '';
  for (const other of words.values())
    if (keyOf(other).replace(/s$/, '') !== keyOf(word).replace(/s$/, '')) return '';
  return keyOf(word);
}

const MIN_SAME = 2;
const MAX_UNIT = 20;

/** What stands behind the element's own text in the first item: "Replies" of "12 Replies". */
export function unitOf({ values }: Spot): string {
  const [[item, own] = [0, '']] = values.get('own') ?? [];
  const text = values.get('text')?.get(item) ?? '';
  return text.startsWith(own) ? keyOf(text.slice(own.length)) : '';
}

/** Parts of the address that all links of the spot share say what they lead to: "/category/". */
export function linkWords({ values }: Spot): string[] {
  const links = [...(values.get('href')?.values() ?? [])].slice(0, 10);
  const [first] = links;
  if (first === undefined || links.length < 2) return [];
  const parts = (link: string): string[] =>
    link
      .replace(/^(?:[a-z]+:)?\/\/[^/]*|[?#].*$/gi, '')
      .split('/', 12)
      .map(keyOf);
  const others = links.slice(1).map(parts);
  return parts(first)
    .filter((part) => part.length > 2 && part.length < 30 && others.every((other) => other.includes(part)))
    .slice(0, 3);
}

/** What most items have in front of the spot. */
export function labelOf({ labels, items }: Spot, piece: string): string {
  const counts = labels.get(piece);
  if (counts === undefined) return '';
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  // "2 bath" in front of another number is a value of its own.
  if (best === undefined || best[1] * 10 < items.size * 6 || /^\d/.test(best[0])) return '';
  return best[1] > 1 || best[0].endsWith(':') ? keyOf(best[0]) : '';
}
