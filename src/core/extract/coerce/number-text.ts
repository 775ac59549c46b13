/**
 * The first number in a text written by people: currency signs, thousands and decimal separators of any locale,
 * magnitude suffixes. One pass, no backtracking beyond the number itself.
 */

export interface FoundNumber {
  readonly value: number;
  /** The text held nothing else and was written as a machine would. */
  readonly plain: boolean;
}

export interface NumberHints {
  /** Decide `1.234` (one dot, three digits) as 1234. */
  readonly dotGroups: boolean;
}

const MAX_NUMBER_TEXT = 2_000;
const MACHINE = /^[+-]?(?:\d{1,30}\.?\d{0,30}|\.\d{1,30})(?:[eE][+-]?\d{1,3})?$/;
const SPACES = '\u0020\u00a0\u2007\u2009\u202f';
/** A run of digits and separators; a separator is kept only when a digit follows it. */
const RUN = new RegExp(`\\d+(?:[.,'\u2019\u066b\u066c${SPACES}]\\d+){0,12}`, 'g');
export const CURRENCY =
  /[,.][-\u2013\u2014]|[\u0111$\u00a2-\u00a5\u20a0-\u20cf\u0e3f]|\b(?:USD|EUR|GBP|CHF|JPY|CNY|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|INR|BRL|MXN|ZAR|TRY|RUB|AED|SGD|HKD|Rs|kr|z\u0142|K\u010d|Ft|lei|R\$|Rp|IDR|VND|TL|COP|CLP|ARS|kn|HRK|RSD|din|BGN|RON|UAH|KZT|KRW|THB|MYR|PHP|ILS|SAR|QAR|KWD|EGP|NGN|KES|Lt|Kc)(?![a-z])|(?:\u0440\u0443\u0431|\u0442\u0433|\u0433\u0440\u043d|\u043b\u0432|\u0434\u0438\u043d|\u20b8|\u5186|\u5143|\uc6d0)/i;
const SUFFIX = /^([kmbt])(?![\p{L}\p{N}])/iu;
const SPACED_SUFFIX =
  /^ ?(?:(K|M|B|T|bn|mn|mio|mrd)|(thousand|million|billion|trillion|lakh|crore)s?)(?![\p{L}\p{N}$/])/iu;
// prettier-ignore
const EXPONENT: Readonly<Record<string, number>> = {
  k: 3, thousand: 3, lakh: 5, m: 6, mn: 6, mio: 6, million: 6, crore: 7, b: 9, bn: 9, mrd: 9, billion: 9, t: 12, trillion: 12,
};
// prettier-ignore
const FRACTIONS: Readonly<Record<string, number>> = {
  '\u00bd': 0.5, '\u2153': 1 / 3, '\u2154': 2 / 3, '\u00bc': 0.25, '\u00be': 0.75, '\u215b': 0.125,
};

export function findNumber(text: string, hints: NumberHints): FoundNumber | null {
  const trimmed = text.trim();
  if (MACHINE.test(trimmed) && !(hints.dotGroups && isDotGrouped(trimmed))) {
    return finite(Number(trimmed), true);
  }
  const latin = latinDigits(trimmed.slice(0, MAX_NUMBER_TEXT));
  const currency = CURRENCY.test(latin);
  // Prices are often cut apart by markup: "119. 95".
  const source = currency ? latin.replace(/(\d[.,]) (\d\d)(?!\d)/g, '$1$2') : latin;
  const run = chooseRun(source, currency);
  if (run === null) return null;

  const found = normalise(run.text, { dotGroups: hints.dotGroups || currency });
  const { length } = found;
  const digits = startsAtDot(source, run) ? `0.${found.digits}` : found.digits;
  const rest = source.slice(run.start + length);
  const exponent = magnitude(rest, currency);
  const fraction = FRACTIONS[rest.trimStart()[0] ?? ''] ?? 0;
  const value = Number(`${digits}e${exponent}`) + (digits.includes('.') ? 0 : fraction);
  return finite(isNegative(source, run.start) ? -value : value, false);
}

function finite(value: number, plain: boolean): FoundNumber | null {
  return Number.isFinite(value) ? { value: value === 0 ? 0 : value, plain } : null;
}

function isDotGrouped(text: string): boolean {
  return /^[1-9]\d{0,2}\.\d{3}$/.test(text);
}

interface Run {
  readonly text: string;
  readonly start: number;
}

/** The first run; with a currency in the text, the first one beside the currency rather than a count or a percentage. */
function chooseRun(source: string, currency: boolean): Run | null {
  let first: Run | null = null;
  for (const match of source.matchAll(RUN)) {
    const run = { text: match[0], start: match.index };
    first ??= run;
    if (!currency) return first;
    const before = source.slice(Math.max(0, run.start - 5), run.start);
    const behind = source.slice(run.start + run.text.length, run.start + run.text.length + 5);
    if (CURRENCY.test(before) || CURRENCY.test(behind)) return run;
  }
  if (first !== null) return first;
  const vulgar = /[\u00bd\u2153\u2154\u00bc\u00be\u215b]/.exec(source);
  return vulgar === null ? null : { text: '0', start: vulgar.index - 1 };
}

/** Digits with at most one dot, and how much of the run they took. */
function normalise(run: string, hints: NumberHints): { digits: string; length: number } {
  const parts = run.split(/[^\d]/);
  const marks = run.replace(/\d/g, '');
  // A space, or any second mark, continues the number only before a group of three.
  let count = 1;
  while (count < parts.length && continues(parts, marks, count)) count += 1;
  const used = parts.slice(0, count);
  const usedMarks = marks.slice(0, count - 1);
  const length = used.join('').length + usedMarks.length;
  return { digits: joinParts(used, usedMarks, hints), length };
}

function continues(parts: readonly string[], marks: string, index: number): boolean {
  const mark = marks[index - 1] ?? '';
  const part = parts[index] ?? '';
  const before = marks.slice(0, index - 1);
  if (SPACES.includes(mark)) {
    const groupsOnly = [...before].every((other) => SPACES.includes(other));
    return groupsOnly && part.length === 3 && (parts[0]?.length ?? 0) <= 3;
  }
  if (index === 1) return true;
  const decimalSeen = [...before].some(
    (other, at) => other !== mark && !isGroup(parts[at + 1]) && !SPACES.includes(other),
  );
  if (decimalSeen) return false;
  // Dots group by three; commas by two as well (12,34,567). The last group may be the decimals.
  const groupBefore = parts[index - 1]?.length === 3 || (mark === ',' && parts[index - 1]?.length === 2);
  return before.includes(mark) ? groupBefore && (isGroup(part) || isLast(parts, index)) : true;
}

/** `.75` and `$.75`, but not the abbreviation in `Rs.750`. */
function startsAtDot(source: string, run: Run): boolean {
  const before = source[run.start - 2] ?? ' ';
  return source[run.start - 1] === '.' && run.text.length <= 2 && /[\s$\u00a3\u00a5\u20ac]/.test(before);
}

function isGroup(part: string | undefined): boolean {
  return part?.length === 3 || part?.length === 2;
}

function isLast(parts: readonly string[], index: number): boolean {
  return index === parts.length - 1;
}

function joinParts(parts: readonly string[], marks: string, hints: NumberHints): string {
  const whole = parts.join('');
  const last = parts.at(-1) ?? '';
  const mark = marks.at(-1);
  if (mark === undefined) return whole;
  return lastIsDecimals(parts, marks, mark, last, hints) ? `${parts.slice(0, -1).join('')}.${last}` : whole;
}

function lastIsDecimals(
  parts: readonly string[],
  marks: string,
  mark: string,
  last: string,
  hints: NumberHints,
): boolean {
  if (mark === '\u066b') return true;
  if (mark === '\u066c' || mark === "'" || mark === '\u2019' || SPACES.includes(mark)) return false;
  const others = marks.slice(0, -1);
  if (others === '') {
    if (last.length !== 3 || parts[0] === '0' || (parts[0]?.length ?? 0) > 3) return true;
    return mark === '.' && !hints.dotGroups;
  }
  // Repeated marks group thousands (1.234.567); a new mark at the end starts the decimals (1.234,56).
  return others.includes(mark) ? last.length !== 3 : true;
}

function magnitude(rest: string, currency: boolean): number {
  const attached = SUFFIX.exec(rest)?.[1];
  if (attached !== undefined) return EXPONENT[attached.toLowerCase()] ?? 0;
  const match = SPACED_SUFFIX.exec(rest);
  const word = match?.[1] ?? match?.[2];
  if (word === undefined) return 0;
  // "5 m" is a length and "3 t" a weight, unless money is meant.
  if (word.length === 1 && !currency && word !== word.toUpperCase()) return 0;
  return EXPONENT[word.toLowerCase()] ?? 0;
}

/** A minus right before the number or its currency sign, and not a hyphen inside a word or a range. */
function isNegative(source: string, start: number): boolean {
  let index = start - 1;
  while (index >= 0 && /[\s$\u00a3\u00a5\u20a0-\u20cf]/.test(source[index] ?? '')) index -= 1;
  const sign = source[index];
  if (sign !== '-' && sign !== '\u2212' && !(sign === '\u2013' && index === 0)) return false;
  // "- $44.99" is a dash before a price.
  if (/\s/.test(source[index + 1] ?? '')) return false;
  return index === 0 || /[\s(:]/.test(source[index - 1] ?? '');
}

/** Digits of other scripts as 0-9. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19\uff0e\uff0c]/g, (char) => {
    const code = char.charCodeAt(0);
    if (code === 0xff0e) return '.';
    if (code === 0xff0c) return ',';
    const zero = code >= 0xff10 ? 0xff10 : code >= 0x0966 ? 0x0966 : code >= 0x06f0 ? 0x06f0 : 0x0660;
    return String(code - zero);
  });
}
