/** ISO 8601 durations, and times as recipes write them, in minutes. */

import { unitNamed } from './dates/vocabulary.js';
import { latinDigits } from './digits.js';

const ISO =
  /^P(?:(\d{1,6}(?:\.\d{1,6})?)D)?(?:T(?:(\d{1,6}(?:\.\d{1,6})?)H)?(?:(\d{1,6}(?:\.\d{1,6})?)M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?)?$/i;

export function isoMinutes(text: string): number | null {
  const trimmed = text.trim();
  const match =
    trimmed.length <= 64 && trimmed.length > 2 ? ISO.exec(trimmed.replace(/^P0Y0?M?/i, 'P')) : null;
  if (match === null || match.slice(1).every((part) => part === undefined)) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.round((days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60);
}

const PART = /(\d{1,4}(?:[.,]\d{1,2})?)\s{0,3}([\p{L}\p{M}]{1,14})/gu;
const HOURS =
  /^(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|or\u0103|uur|uren|tim(?:mar|mer|er|e)?|tunti?a?|tund\p{L}*|stund\p{L}*|godz\p{L}*|hod\p{L}*|sat[ia]?|ur[aeo]?|\u00f3ra|saat|gi\u1edd|jam|val\p{L}*)$/iu;
const MINUTES =
  /^(?:m|mins?|minutes?|minuten?|minutos?|min[u\u00fa]t[iaey]?|minut(?:ter|er|\u0119)?|minuut\p{L}*|min\u016b\p{L}*|m\u00edn\p{L}*|perc|dakika|dk|ph\u00fat|menit)$/iu;
const DAYS =
  /^(?:d|days?|tage?|jours?|d\u00edas?|dias?|giorn[oi]|dagen|dag|dni|dn\u00ed|dny|g\u00fcn|hari|nap)$/iu;
const LATIN = /^\p{sc=Latn}/u;
const MINUTES_OF = { second: 1 / 60, minute: 1, hour: 60, day: 1440, week: 10_080 } as const;

/** How many minutes a unit has; null for a word that is none. */
function minutesOfUnit(word: string): number | null {
  if (MINUTES.test(word)) return 1;
  if (HOURS.test(word)) return 60;
  if (DAYS.test(word)) return 1440;
  // Other scripts have no word in common with what recipes count in.
  const unit = LATIN.test(word) ? undefined : unitNamed(word);
  return unit === undefined || unit.name === 'month' || unit.name === 'year'
    ? null
    : unit.times * MINUTES_OF[unit.name];
}

/** `1 hr 30 min` is 90; null when no unit of time stands in the text. */
export function wordedMinutes(text: string): number | null {
  let total: number | null = null;
  for (const match of inDecimals(latinDigits(text.slice(0, 200))).matchAll(PART)) {
    const amount = Number((match[1] ?? '').replace(',', '.'));
    const factor = minutesOfUnit(match[2] ?? '');
    if (factor !== null) total = (total ?? 0) + amount * factor;
  }
  return total === null ? null : Math.round(total);
}

const MAX_SPELLED_CHARS = 40;
const NOTHING_ELSE = /^[\s,.&+]*(?:and|und|et|e|y|i|en|og|och|ja)?[\s,.&+]*$/iu;

/** The minutes of a text that is nothing but a time in several units: "2 h 30 min", and neither "2 h" nor "2 h a day". */
export function spelledMinutes(text: string): number | null {
  if (text.length > MAX_SPELLED_CHARS || !/^\d/.test(text)) return null;
  const parts = [...inDecimals(text).matchAll(PART)];
  if (parts.length < 2 || !NOTHING_ELSE.test(inDecimals(text).replace(PART, ''))) return null;
  return parts.every((part) => minutesOfUnit(part[2] ?? '') !== null) ? wordedMinutes(text) : null;
}

const FRACTIONS: Readonly<Record<string, string>> = {
  '\u00bd': '.5',
  '\u00bc': '.25',
  '\u00be': '.75',
  '1/2': '.5',
  '1/4': '.25',
  '3/4': '.75',
};

/** `1 1/2 h` and `1\u00bd h` as `1.5 h`, `1:15 h` and `1h15` as `1 h 15 min`. */
function inDecimals(text: string): string {
  const decimal = (_: string, whole: string = '0', part: string): string => whole + (FRACTIONS[part] ?? '');
  return text
    .replace(/(\d{1,3})?\s?([\u00bd\u00bc\u00be])/g, decimal)
    .replace(/(?:(\d{1,3})\s)?\b(1\/2|1\/4|3\/4)(?!\d)/g, decimal)
    .replace(/(\d{1,2}):([0-5]\d)\s?h(?:rs?|ours?)?\b/gi, '$1 h $2 min')
    .replace(/(?<![\d.,])(\d{1,2})\s?h\s?([0-5]\d)(?![\d.,:]|\s?\p{L})/giu, '$1 h $2 min');
}
