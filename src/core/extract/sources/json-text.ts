/** JSON as pages really carry it: as it is, or mended (json-mend.ts) when it is none. */

import type { Json } from '../entity.js';
import { mendedValues } from './json-mend.js';

export function parseLooseJson(text: string): Json[] {
  const strict = tryParse(text);
  if (strict !== undefined) return [strict];
  const values = looseOf(text);
  return values.length > 0 || !ENTITY_QUOTE.test(text) ? values : looseOf(withoutEntities(text));
}

function looseOf(text: string): Json[] {
  return mendedValues(text)
    .map(tryParse)
    .filter((value) => value !== undefined);
}

const ENTITY_QUOTE = /&(?:quot|#0?34|#x22);/i;

/** Escaped for HTML once too often: `{&quot;name&quot;: …}`. */
function withoutEntities(text: string): string {
  return text
    .replace(/&(?:quot|#0?34|#x22);/gi, '"')
    .replace(/&(?:#0?39|apos|#x27);/gi, "'")
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&amp;/gi, '&');
}

/** The first is quickly searched for, and most texts lack it. */
const MANY_DIGITS = /\d{16}/;
const MAY_BE_ROUNDED = /[\s:,[]-?\d{16}/;

/** Whole numbers with more digits than a number can hold stay as they are written, as text. Throws what JSON.parse throws. */
export function parseJson(text: string): Json {
  if (!MANY_DIGITS.test(text) || !MAY_BE_ROUNDED.test(text)) return JSON.parse(text) as Json;
  return JSON.parse(text, (_name, value: Json, context?: { readonly source?: string }) => {
    const source = context?.source ?? '';
    return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
      ? source
      : value;
  }) as Json;
}

/** Undefined for what is no JSON. */
export function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Index of the closing quote, or the end of the text. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = end;
    while (escapes > start + 1 && text.charCodeAt(escapes - 1) === BACKSLASH) escapes -= 1;
    if ((end - escapes) % 2 === 0) return end;
  }
  return text.length;
}

const BACKSLASH = 0x5c;

const MAX_QUOTED = 2_000_000;

/** The object, array or quoted JSON that starts at `start`; undefined when it is none. Linear in its length. */
export function jsonAt(text: string, start: number): Json | undefined {
  const first = text[start];
  if (first === '"' || first === "'") return quotedJson(text, start);
  const end = valueEnd(text, start);
  return end < 0 ? undefined : tryParse(text.slice(start, end));
}

/** `JSON.parse("{\"a\":1}")`: a string that holds JSON. */
function quotedJson(text: string, start: number): Json | undefined {
  const quote = text[start];
  let end = start + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  if (end - start > MAX_QUOTED || end >= text.length) return undefined;
  const inner = text.slice(start + 1, end);
  if (!/^\s{0,10}[{[]/.test(inner)) return undefined;
  const literal = quote === '"' ? inner : inner.replace(/\\'/g, "'").replace(/(?<!\\)"/g, '\\"');
  const unquoted = tryParse(`"${literal}"`);
  return typeof unquoted === 'string' ? tryParse(unquoted) : undefined;
}

/** Index after the bracket that closes the one at `start`, or -1. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x22) index = stringEnd(text, index);
    else if (char === 0x7b || char === 0x5b) depth += 1;
    else if (char === 0x7d || char === 0x5d) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}
