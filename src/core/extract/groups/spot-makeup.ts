/** What an element of the items is made of: several texts, a list, a text with the same words around it in every item. */

import type { Spot } from './spot.js';

/** The text is longer than the element's own by the same in nearly all items. */
export function isPadded({ values }: Spot): boolean {
  const texts = values.get('text');
  const own = values.get('own');
  if (texts === undefined || own === undefined || own.size < 3) return false;
  const counts = new Map<number, number>();
  for (const [item, text] of own) {
    const more = (texts.get(item)?.length ?? 0) - text.length;
    counts.set(more, (counts.get(more) ?? 0) + 1);
  }
  return Math.max(...counts.values()) * 10 >= own.size * 9;
}

/** What stands in brackets in every item, without them. */
export function withoutBrackets(values: (string | undefined)[]): (string | undefined)[] {
  const isBracketed = values.every((value) => value === undefined || /^[([][^()[\]]*[)\]]$/.test(value));
  return isBracketed ? values.map((value) => value?.slice(1, -1).trim()) : values;
}

const SMALL = new Set(['sup', 'sub', 'small']);

export function isTally({ tag }: Spot, kind: string, values: ReadonlyMap<number, string>): boolean {
  if (kind !== 'text' && kind !== 'own' && kind !== 'piece') return false;
  const pattern = SMALL.has(tag) ? /^[([]?\d[\d.,]*[)\]]?$/ : /^[([]\d[\d.,]*[)\]]$/;
  for (const value of values.values()) if (!pattern.test(value)) return false;
  return true;
}

const LIST = 4;

/** The spot, or one around it, has several of its kind beside it. */
export function isListed(spot: Spot): boolean {
  for (let at: Spot | null = spot; at?.parent != null && at.parent.path !== ''; at = at.parent) {
    if (/^t[dh]$/.test(at.tag)) continue;
    const sign = `${at.tag}.${at.tokens.join('.')}`;
    if (at.parent.below.has(`${sign}:${LIST}`)) return true;
  }
  return false;
}

/** Two texts or more stand below it, apart from formatting. */
export function isComposite(spot: Spot): boolean {
  let parts = 0;
  const pending = [...spot.below.values()];
  for (let at = 0; at < pending.length && at < 40 && parts < 2; at += 1) {
    const next = pending[at];
    if (next === undefined || !next.values.has('text') || next.items.size * 2 < spot.items.size) continue;
    const below = [...next.below.values()].filter(({ values }) => values.has('text'));
    if (below.length > 1 || (below.length === 1 && !next.values.has('own'))) pending.push(...below);
    else if (!FORMATTING.has(next.tag)) parts += 1;
  }
  return parts > 1 || (parts === 1 && spot.values.has('own'));
}

const FORMATTING = new Set([
  'b',
  'strong',
  'i',
  'em',
  'code',
  'u',
  'mark',
  'abbr',
  'sup',
  'sub',
  'font',
  'p',
]);
