/** Names of fields and of properties, made comparable: `publishedAt`, `published_at` and `Published at` are the same. */

import { unitOfWords, type UnitName } from './unit.js';

const MAX_NAME_CHARS = 200;

/** Lower-case words: split at case changes, marks and digits. */
export function wordsOf(name: string): string[] {
  const text = name.slice(0, MAX_NAME_CHARS);
  return BEYOND_ASCII.test(text) ? wordsOfScript(text) : wordsOfAscii(text);
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

function wordsOfScript(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The same words without patterns, for nearly all names. */
function wordsOfAscii(text: string): string[] {
  const lower = text.toLowerCase();
  const words: string[] = [];
  let start = -1;
  let before = OTHER;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    if (start >= 0 && (kind === OTHER || beginsWord(before, kind, text, at))) {
      words.push(lower.slice(start, at));
      start = -1;
    }
    if (start < 0 && kind !== OTHER) start = at;
    before = kind;
  }
  if (start >= 0) words.push(lower.slice(start));
  return words;
}

const OTHER = 0;
const SMALL = 1;
const CAPITAL = 2;
const DIGIT = 3;

function kindOf(code: number): number {
  if (code >= 97) return code <= 122 ? SMALL : OTHER;
  if (code >= 65) return code <= 90 ? CAPITAL : OTHER;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
}

/** "publishedAt", "v2At", "HTMLPage", "item2". */
function beginsWord(before: number, kind: number, text: string, at: number): boolean {
  if (kind === DIGIT) return before === SMALL || before === CAPITAL;
  if (kind !== CAPITAL) return false;
  return before !== CAPITAL || kindOf(text.charCodeAt(at + 1)) === SMALL;
}

/** The comparable form of a name. */
export function nameKey(name: string): string {
  return wordsOf(name).join(' ');
}

/** Words in front that only say what kind of thing the page shows. */
const THING_WORDS = new Set(
  'product article recipe post news story book job event page item listing property movie blog main the'.split(
    ' ',
  ),
);

/**
 * The forms under which a field may be known, most exact first: as it stands, without the thing it belongs to
 * (`product_price`), without its unit (`cook_time_minutes`), in the singular.
 */
export function nameForms(field: string): string[] {
  const words = wordsOf(field);
  const forms = [words];
  let rest = words;
  while (rest.length > 1 && THING_WORDS.has(rest[0] ?? '')) {
    rest = rest.slice(1);
    forms.push(rest);
  }
  const last = rest.at(-1) ?? '';
  const unit = unitOfWords(rest);
  if (unit !== null && !isTime(unit)) forms.push(unit.rest.split(' '));
  else if (rest.length > 1 && UNIT_WORDS.has(last)) forms.push(rest.slice(0, rest.at(-2) === 'in' ? -2 : -1));
  return [...new Set(forms.flatMap((form) => [form.join(' '), singular(form).join(' ')]))].filter(
    (form) => form !== '',
  );
}

const UNIT_WORDS = new Set('minutes minute mins min deg degrees text value'.split(' '));

/** What is called a time is kept in minutes: in other units it is the caller's own. */
function isTime({ unit }: UnitName): boolean {
  return 'kind' in unit && (unit.kind === 'time' || unit.kind === 'months');
}

function singular(words: readonly string[]): string[] {
  const last = words.at(-1) ?? '';
  if (last.length < 4 || !last.endsWith('s') || last.endsWith('ss') || last.endsWith('us')) return [...words];
  const stem = last.endsWith('ies') ? `${last.slice(0, -3)}y` : last.slice(0, -1);
  return [...words.slice(0, -1), stem];
}

/** As pages write it above several. */
export function plural(name: string): string {
  return /[^aeou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
