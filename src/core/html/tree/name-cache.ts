/**
 * Names of tags and attributes in lower case, without a new string each time: a page has few, and has them often. What a
 * slot holds depends on the order of pages only, what is read from it never does: each name is compared in full.
 */

import { numberOf } from './names.js';

export interface Name {
  /** In lower case, as far as it is ASCII. */
  readonly text: string;
  /** As of `numberOf`. */
  readonly number: number;
}

const SLOTS = 2_048;
/** Longer names are not kept. */
const MAX_KEPT_CHARS = 64;

const NONE: Name = { text: '', number: -1 };
const slots: Name[] = Array.from({ length: SLOTS }, () => NONE);

/** The factor of the hash that the caller makes of the characters in lower case. */
export const HASH_FACTOR = 31;

/** The name at `start` up to `end` of `source`. `hash` is any number that depends on its lower-case characters only. */
export function nameAt(source: string, start: number, end: number, hash: number): Name {
  const slot = (hash ^ (hash >>> 11)) & (SLOTS - 1);
  const kept = slots[slot] ?? NONE;
  return isAt(kept.text, source, start, end) ? kept : keep(source.slice(start, end), slot);
}

function isAt(text: string, source: string, start: number, end: number): boolean {
  const { length } = text;
  if (length !== end - start) return false;
  for (let at = 0; at < length; at += 1) {
    const char = source.charCodeAt(start + at);
    const wanted = text.charCodeAt(at);
    if (char !== wanted && !(char >= 0x41 && char <= 0x5a && char + 0x20 === wanted)) return false;
  }
  return true;
}

function keep(written: string, slot: number): Name {
  const text = lowerCased(written);
  if (text.length > MAX_KEPT_CHARS) return { text, number: -1 };
  // A key is a string of its own, where a slice would keep the whole page in memory.
  const [own = text] = Object.keys({ [text]: 0 });
  const name = { text: own, number: numberOf(own) };
  slots[slot] = name;
  return name;
}

/** ASCII letters in lower case; NUL as the standard replaces it. */
export function lowerCased(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replaceAll('\0', '\ufffd');
}
