/** Words of dates with their meanings, by how they are cut into tokens. Built once for each language, when first asked. */

import { languageOf, type Language } from '../../words/dates.js';
import { calendarWords } from './calendar-words.js';
import { languagesIn, scriptOf } from './scripts.js';
import type { Entry, Meaning } from './meaning.js';
import { spanWords } from './span-words.js';
import { TOKEN } from './token.js';

export interface Vocabulary {
  /** Keyed by the tokens of an entry in lower case, a space between. */
  readonly words: ReadonlyMap<string, Meaning>;
  /** How many tokens the longest entry has that begins with this one. */
  readonly longest: ReadonlyMap<string, number>;
}

/** Where words are looked up, one after the other. */
export type Layers = readonly Vocabulary[];

const built = new Map<string, Vocabulary>();

/**
 * For absolute dates: the page's language and English, and where those find nothing, any that the text can be in, as
 * pages quote dates of others and templates name the wrong language.
 */
export function calendarLayers(lang: string | null): readonly ((text: string) => Layers)[] {
  const own = languageOf(lang);
  const near = own === null || own === 'en' ? [calendarOf('en')] : [calendarOf(own), calendarOf('en')];
  return [() => near, (text) => [anyOf('calendar', scriptOf(text), calendarWords)]];
}

/** For relative dates: the page's language and English, and any only where the page does not say its own. */
export function spanLayers(lang: string | null): readonly ((text: string) => Layers)[] {
  const own = languageOf(lang);
  const near = own === null || own === 'en' ? [spansOf('en')] : [spansOf(own), spansOf('en')];
  return lang === null ? [() => near, (text) => [anyOf('spans', scriptOf(text), allWords)]] : [() => near];
}

/** The unit of time that a word of any language names. */
export function unitNamed(word: string): Meaning['unit'] {
  return anyOf('spans', scriptOf(word), allWords).words.get(keyOf(word))?.unit;
}

function anyOf(kind: string, script: string, wordsOf: (language: Language) => readonly Entry[]): Vocabulary {
  return once(`${kind}:${script}`, () => languagesIn(script).flatMap(wordsOf));
}

function calendarOf(language: Language): Vocabulary {
  return once(`calendar:${language}`, () => calendarWords(language));
}

function spansOf(language: Language): Vocabulary {
  return once(`spans:${language}`, () => allWords(language));
}

function allWords(language: Language): Entry[] {
  return [...calendarWords(language), ...spanWords(language)];
}

function once(name: string, entries: () => readonly Entry[]): Vocabulary {
  const known = built.get(name) ?? vocabularyOf(entries());
  built.set(name, known);
  return known;
}

/** Of two entries of one form, the earlier one keeps the meanings that both claim. */
function vocabularyOf(entries: readonly Entry[]): Vocabulary {
  const words = new Map<string, Meaning>();
  const longest = new Map<string, number>();
  for (const [text, meaning] of entries) {
    const tokens = tokensOf(text);
    const [first] = tokens;
    if (first === undefined) continue;
    const key = tokens.join(' ');
    words.set(key, { ...meaning, ...words.get(key) });
    longest.set(first, Math.max(longest.get(first) ?? 0, tokens.length));
  }
  return { words, longest };
}

function tokensOf(text: string): string[] {
  return [...plainApostrophes(text).matchAll(TOKEN)].flatMap(([token, digits, word]) =>
    digits !== undefined || word !== undefined ? [keyOf(token)] : [],
  );
}

/** Apostrophes that Unicode has for letters part words as the others do. */
export function plainApostrophes(text: string): string {
  return text.replace(/[\u02b9-\u02bc\ua78c]/g, "'");
}

const PLAIN = /^[a-z\d]+$/i;
const MARKS = /[\u0300-\u036f]|\u0640|[\u064b-\u0655]|\p{Cf}/gu;
/** Letters that pages write for each other. */
const TWINS: Readonly<Record<string, string>> = {
  '\u0131': 'i',
  '\u06cc': '\u064a',
  '\u06a9': '\u0643',
  '\u0649': '\u064a',
};

/** The form under which a word is kept: lower case, without accents, as pages leave them out. */
export function keyOf(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  const bare = word.toLowerCase().normalize('NFKD').replace(MARKS, '').normalize('NFKC');
  return bare.replace(/[\u0131\u06cc\u06a9\u0649]/g, (letter) => TWINS[letter] ?? letter);
}
