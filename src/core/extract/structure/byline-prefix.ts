/** What a line says before the names of those who wrote: "by", "author:", "posted on 3 May by". */

import { findDays } from '../coerce/days-in-text.js';
import { BYLINES, type BylineWords } from '../words/bylines.js';
import { wordOf } from '../words/phrases.js';

const LANGUAGES: readonly BylineWords[] = Object.values(BYLINES);
const words = (key: keyof BylineWords): (string | undefined)[] => LANGUAGES.map((language) => language[key]);
/** Arabic and Hebrew newspapers set a dash there as well. */
const COLON = '\\s?(?:[:\uff1a\uff0f]|[-\u2013](?=\\s[\\u0590-\\u06ff]))';
const LABEL = wordOf(words('label'));

/** The end of a word ends it: "di" opens no "Digital Cameras". */
const PREFIX = prefixWith(words('by'));
/** "Posted on September 21, 2020 by": the day is in the first group. */
const DAY_BEFORE = new RegExp(
  `^(.{0,90}\\d.{0,30}?)[\\s,|\u00b7-]\\s*${wordOf(words('by'))}\\s+(?=\\p{L})`,
  'iu',
);
/** "12 May 2023 | Author: ", "2023-05-12 Source: The Post Author: ". */
const LABEL_WITHIN = new RegExp(
  `^.{1,90}?[\\s|\u00b7\u2022,;\u2013\u2014]${LABEL}\\s?[:\uff1a]\\s*(?=\\p{L})`,
  'iu',
);

function prefixWith(by: readonly (string | undefined)[]): RegExp {
  return new RegExp(
    `^(?:(?:${wordOf(words('texts'))}\\s?(?:[:\uff1a]\\s?)?)?${wordOf(by)}\\s*[:\uff1a]?|${LABEL}${COLON})\\s*`,
    'iu',
  );
}

const own = new Map<string, RegExp>();
const SHORT: ReadonlyMap<string, string | undefined> = new Map(
  Object.entries<BylineWords>(BYLINES).map(([code, language]) => [code, language.own] as const),
);

/** With the short words that mean something else in other languages. */
function prefixIn(lang: string | null): RegExp {
  const key = (lang ?? '').slice(0, 2).toLowerCase();
  const short = SHORT.get(key);
  if (short === undefined) return PREFIX;
  const known = own.get(key) ?? prefixWith([...words('by'), short]);
  own.set(key, known);
  return known;
}

/** What a line says before its names; empty when it says nothing of the kind. */
export function prefixOf(text: string, lang: string | null): string {
  const plain = prefixIn(lang).exec(text)?.[0];
  if (plain !== undefined) return plain;
  // What most lines lack is quickly looked for, unlike the words.
  const [whole = '', day = ''] = (/\d/.test(text) ? DAY_BEFORE.exec(text) : null) ?? [];
  if (whole !== '' && findDays(day, lang).length > 0) return whole;
  return /[:\uff1a]/.test(text) ? (LABEL_WITHIN.exec(text)?.[0] ?? '') : '';
}

export function withoutPrefix(text: string): string {
  return text.replace(PREFIX, '');
}
