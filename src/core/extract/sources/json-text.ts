/**
 * JSON as pages really carry it. `parseLooseJson` tries the text as it is, then once more after a single linear pass that
 * drops comments, CDATA marks, trailing commas and trailing junk, and escapes control characters inside strings.
 */

import type { Json } from '../entity.js';

export function parseLooseJson(text: string): Json[] {
  const strict = tryParse(text);
  if (strict !== undefined) return [strict];
  const decoded = text.includes('&quot;') && !text.includes('"') ? text.replaceAll('&quot;', '"') : text;
  return splitValues(decoded)
    .map(tryParse)
    .filter((value) => value !== undefined);
}

function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const MAX_TOP_VALUES = 50;

/** The top-level objects and arrays of `text`, cleaned, in order. Strings and numbers at top level are ignored. */
function splitValues(text: string): string[] {
  const values: string[] = [];
  let out: string[] = [];
  let depth = 0;
  let index = 0;
  while (index < text.length && values.length < MAX_TOP_VALUES) {
    const char = text[index] ?? '';
    if (char === '"' && depth > 0) {
      const end = stringEnd(text, index);
      out.push(cleanString(text.slice(index + 1, end)));
      index = end + 1;
      continue;
    }
    const skipped = commentEnd(text, index);
    if (skipped > index) {
      index = skipped;
      continue;
    }
    if (char === '{' || char === '[') depth += 1;
    // White space between tokens is dropped, so that a trailing comma is the last thing before a closing bracket.
    if (depth > 0 && char > ' ') {
      if (char === '}' || char === ']') {
        if (out.at(-1) === ',') out.pop();
        depth -= 1;
      }
      out.push(char);
      if (depth === 0) {
        values.push(out.join(''));
        out = [];
      }
    }
    index += 1;
  }
  return values;
}

/** Index of the closing quote, or the end of the text. */
function stringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return Math.min(index, text.length);
}

function cleanString(inner: string): string {
  const escaped = inner
    .replace(/[\u0000-\u001f]/g, (char) => (char === '\n' ? '\\n' : ' '))
    .replace(
      /\\(?:(["\\/bfnrt])|(u[0-9a-fA-F]{4})|([^]))/g,
      (_all, known: string, unicode: string, other: string) =>
        known !== undefined ? `\\${known}` : unicode !== undefined ? `\\${unicode}` : (other ?? ''),
    );
  return `"${escaped}"`;
}

/** Where the comment or mark that starts at `index` ends; `index` itself when there is none. */
function commentEnd(text: string, index: number): number {
  if (text.startsWith('/*', index)) return after(text, '*/', index + 2);
  if (text.startsWith('//', index)) return after(text, '\n', index + 2);
  if (text.startsWith('<!--', index)) return index + 4;
  if (text.startsWith('-->', index)) return index + 3;
  if (text.startsWith('<![CDATA[', index)) return index + 9;
  if (text.startsWith(']]>', index)) return index + 3;
  return index;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

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
