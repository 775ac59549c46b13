/** Units of time, numbers in words, "yesterday" and what makes a length of time a past one, from `Intl` and the table of words. */

import { DATE_WORDS, type Language } from '../../words/dates.js';
import { listed, valuesOf } from './word-lists.js';
import type { Entry, Unit } from './meaning.js';

const UNITS: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
/** Units that are so many of another. */
const LONGER_UNITS: Readonly<Record<string, { readonly name: Unit; readonly times: number }>> = {
  fortnight: { name: 'week', times: 2 },
  decade: { name: 'year', times: 10 },
  century: { name: 'year', times: 100 },
  'two-years': { name: 'year', times: 2 },
};
/** Numbers that take different forms of a unit in one language or another. */
const SAMPLES = [1, 2, 3, 5, 11, 21];
/** Cut words hardly change with the number. */
const SAMPLES_OF_STYLE = { long: SAMPLES, short: [1, 5] } as const;

const NOW: Entry[1] = { daysAgo: 0, isNow: true };

export function spanWords(language: Language): Entry[] {
  const { locales = '', ago = '', counts = '', days = '', units = '' } = DATE_WORDS[language];
  const tags = [language, ...listed(locales)];
  return [
    ...valuesOf(units).map(([unit, word]): Entry => [word, { unit: unitOf(unit) }]),
    ...valuesOf(counts).map(([count, word]): Entry => [word, { count: Number(count) }]),
    ...valuesOf(days).map(([daysAgo, word]): Entry => [
      word,
      daysAgo === 'now' ? NOW : { daysAgo: Number(daysAgo) },
    ]),
    ...listed(ago).map((word): Entry => [word, { isAgo: true }]),
    ...namedUnits(language),
    ...tags.flatMap((tag) => [...pastSpans(tag), ...namedDays(tag)]),
  ];
}

function unitOf(name: string): { name: Unit; times: number } {
  return LONGER_UNITS[name] ?? { name: name as Unit, times: 1 };
}

/** "Tage" of "3 Tage". */
function namedUnits(tag: string): Entry[] {
  return UNITS.flatMap((name) => {
    const format = new Intl.NumberFormat(`${tag}-u-nu-latn`, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
    });
    return SAMPLES.map((count): Entry => {
      const parts = format.formatToParts(count);
      const isCounted = parts.some(({ type }) => type === 'integer');
      const word = parts.flatMap(({ type, value }) => (type === 'unit' ? [value.trim()] : [])).join(' ');
      return [word, { unit: { name, times: isCounted ? 1 : count } }];
    });
  });
}

interface PastSpan {
  readonly name: Unit;
  readonly isCounted: boolean;
  /** How many the words themselves mean, where no number stands: the dual of Arabic and Hebrew. */
  readonly times: number;
  readonly before: string;
  readonly behind: string;
}

/** "vor" and "Tagen" of "vor 3 Tagen": what all units share is what makes it past, the rest is the unit. */
function pastSpans(tag: string): Entry[] {
  return (['long', 'short'] as const).flatMap((style) => {
    const spans = spansOf(tag, style);
    const counted = spans.filter(({ isCounted }) => isCounted);
    const before = sharedWords(
      counted.map((span) => span.before.trim()),
      'start',
    );
    const behind = sharedWords(
      counted.map((span) => span.behind.trim()),
      'end',
    );
    // Of two that stand around, as in "for 3 dager siden", the last one means it.
    const ago: Entry[] = [
      [before, behind === '' ? { isAgo: true } : { isBetween: true }],
      [behind, { isAgo: true }],
    ];
    const units = spans.map((span): Entry => {
      const words = `${span.before} ${span.behind}`.trim();
      const start = words.startsWith(before) ? before.length : 0;
      const end = words.endsWith(behind) ? words.length - behind.length : words.length;
      return [words.slice(start, end), { unit: { name: span.name, times: span.times } }];
    });
    // CLDR writes some languages' short past as a bare minus: nothing shared, nothing learned but units.
    return [...ago, ...units];
  });
}

function spansOf(tag: string, style: keyof typeof SAMPLES_OF_STYLE): PastSpan[] {
  const format = new Intl.RelativeTimeFormat(`${tag}-u-nu-latn`, { style });
  return UNITS.flatMap((name) =>
    SAMPLES_OF_STYLE[style].map((count): PastSpan => {
      const parts = format.formatToParts(-count, name);
      const at = parts.findIndex(({ type }) => type === 'integer');
      const text = (from: number, to: number): string =>
        parts
          .slice(from, to)
          .flatMap(({ type, value }) => (type === 'literal' ? [value] : []))
          .join('');
      return at < 0
        ? { name, isCounted: false, times: count, before: text(0, parts.length), behind: '' }
        : { name, isCounted: true, times: 1, before: text(0, at), behind: text(at + 1, parts.length) };
    }),
  );
}

const NO_SPACES = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Khmr}]/u;

/** The words with which all texts start or end; of scripts that write no spaces, the characters. */
function sharedWords(texts: readonly string[], side: 'start' | 'end'): string {
  const isSpaced = !texts.some((text) => NO_SPACES.test(text));
  const pieces = texts.map((text) => (isSpaced ? text.split(/\s+/) : [...text]));
  const [first = []] = pieces;
  const from = (list: readonly string[], at: number): string | undefined =>
    list[side === 'start' ? at : list.length - 1 - at];
  let count = 0;
  while (count < first.length && pieces.every((list) => from(list, count) === from(first, count))) count += 1;
  const shared = side === 'start' ? first.slice(0, count) : first.slice(first.length - count);
  return shared.join(isSpaced ? ' ' : '').trim();
}

/** "gestern", "vorgestern". */
function namedDays(tag: string): Entry[] {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const lasts = (['week', 'month', 'year'] as const).map((name): Entry => [
    named(format, -1, name),
    { unit: { name, times: 1 }, isAgo: true, count: 1 },
  ]);
  const days = [0, 1, 2].map((daysAgo): Entry => [named(format, -daysAgo, 'day'), { daysAgo }]);
  return [...lasts, ...days, [named(format, 0, 'second'), NOW]];
}

/** Empty where the language has no name for it. */
function named(format: Intl.RelativeTimeFormat, count: number, unit: Unit): string {
  const parts = format.formatToParts(count, unit);
  return parts.some(({ type }) => type === 'integer') ? '' : parts.map(({ value }) => value).join('');
}
