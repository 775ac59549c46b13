/** What the values of a place are like. Each measure is worked out once, when it is first asked for. */

import { lazy, resolveUrl } from '../document.js';
import type { Place } from './place.js';
import { formOf, wordCount, type TextForm } from './text-form.js';
import { SAMPLE as SAMPLE_FORMS } from './value-shape.js';

export interface Features {
  readonly present: readonly string[];
  readonly distinct: number;
  readonly meanWords: number;
  readonly meanChars: number;
  /** Shares of the values: one number with few words around it, a day or a time, an amount with its currency, a name. */
  readonly numbers: () => number;
  readonly dates: () => number;
  readonly amounts: () => number;
  readonly people: () => number;
  /** Of those without a word beside numbers, days and times. */
  readonly wordless: () => number;
  /** Of the first values, addresses resolved. */
  readonly forms: (baseUrl: string) => readonly TextForm[];
}

const SAMPLE = 12;
const ONE_NUMBER = /^[^\d]{0,24}?[-+]?\d(?:[\d.,'\u00a0\u202f ]{0,20}\d)?[^\d]{0,24}$/;
const DATE =
  /\d{1,4}[-/.\u5e74]\d{1,2}[-/.\u6708]\d{1,4}|\b\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?\p{L}{3,}|\p{L}{3,9}\.? \d{1,2}\b|\d-\p{L}{3}-\d|\b\d{1,3} ?(?:sec|min|h|hour|day|d|week|w|month|mo|year|y)\w{0,5}(?: ago)?\b|\b(?:ago|yesterday|today|gestern|heute|hier|ayer|ieri)\b/iu;
const AMOUNT =
  /[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9]|\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|kr|z\u0142|K\u010d|Ft|lei)\b/;
const NAME = /^@?[\p{L}][\p{L}\p{M}\p{N}.'_-]*(?: [\p{L}(][\p{L}\p{M}.'()-]*){0,4}$/u;

const known = new WeakMap<Place, Features>();

export function featuresOf(place: Place): Features {
  let features = known.get(place);
  if (features === undefined) known.set(place, (features = compute(place)));
  return features;
}

/** "12", "3 May 2024", "2 days ago", and no "notes-2024-05-03.txt". */
function isWordless(text: string): boolean {
  return text.length <= 60 && !/\p{L}{3}/u.test(text.replace(DATE, ''));
}

/** "12 comments", "3 comments": no month. */
function countAlike(texts: readonly string[]): boolean {
  return areOneWord(texts.map((text) => /^\d+ (\p{L}{3,20})s?$/u.exec(text)?.[1]?.replace(/s$/, '')));
}

/** "Report 1", "Report 2": no month. */
function beginAlike(texts: readonly string[]): boolean {
  return areOneWord(texts.map((text) => /^\p{L}{3,}/u.exec(text)?.[0]));
}

function areOneWord([first, ...others]: readonly (string | undefined)[]): boolean {
  return first !== undefined && others.length >= 2 && others.every((word) => word === first);
}

function compute({ values, kind }: Place): Features {
  const present: string[] = [];
  let forms: TextForm[] | undefined;
  for (const value of values) if (value !== undefined) present.push(value);
  const isAddress = kind === 'href' || kind === 'src';
  const sample = present.slice(0, SAMPLE);
  const share = (pattern: RegExp, longest: number): (() => number) =>
    lazy(
      () =>
        sample.filter((text) => text.length <= longest && pattern.test(text)).length /
        Math.max(1, sample.length),
    );
  const mean = (measure: (text: string) => number): number =>
    sample.reduce((sum, text) => sum + measure(text), 0) / Math.max(1, sample.length);
  return {
    present,
    distinct: new Set(present).size,
    meanWords: mean(wordCount),
    meanChars: mean(({ length }) => length),
    numbers: share(ONE_NUMBER, 60),
    dates: lazy(() => (countAlike(sample) ? 0 : share(DATE, 60)())),
    amounts: share(AMOUNT, 40),
    people: share(NAME, 50),
    wordless: lazy(() =>
      beginAlike(sample) ? 0 : sample.filter(isWordless).length / Math.max(1, sample.length),
    ),
    forms: (baseUrl) =>
      (forms ??= present
        .slice(0, SAMPLE_FORMS)
        .map((value) => formOf(isAddress ? (resolveUrl(value, baseUrl) ?? value) : value))),
  };
}
