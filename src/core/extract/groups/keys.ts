/** Comparable forms of names, kept: pages say the same few in item after item. */

import { nameKey } from '../field-name.js';

const MAX_KNOWN = 10_000;
const MAX_CHARS = 80;
const known = new Map<string, string>();

export function keyOf(name: string): string {
  if (name.length > MAX_CHARS) return nameKey(name);
  let key = known.get(name);
  if (key === undefined) {
    key = nameKey(name);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, key);
  }
  return key;
}
