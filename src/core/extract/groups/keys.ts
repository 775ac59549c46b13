/** Comparable forms of names, kept: pages say the same few in item after item. */

import { remembered } from '../../recent.js';
import { nameKey } from '../field-name.js';

const MAX_KNOWN = 10_000;
const MAX_CHARS = 80;
const shortKeyOf = remembered(nameKey, MAX_KNOWN);

export function keyOf(name: string): string {
  return name.length > MAX_CHARS ? nameKey(name) : shortKeyOf(name);
}
