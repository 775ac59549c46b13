/**
 * The first number in a text written by people: currency signs, thousands and decimal separators of any locale,
 * magnitude suffixes. One pass, no backtracking beyond the number itself.
 */

import { latinDigits } from './digits.js';
import { magnitudeOf } from './magnitude.js';

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
  /[,.][-\u2013\u2014]|[\u0111$\u00a2-\u00a5\u20a0-\u20cf\u0e3f]|\b(?:USD|EUR|GBP|CHF|JPY|CNY|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|INR|BRL|MXN|ZAR|TRY|RUB|AED|SGD|HKD|Rs|kr|z\u0142|K\u010d|(?-i:Ft)|lei|R\$|Rp|IDR|VND|TL|COP|CLP|ARS|kn|HRK|RSD|din|BGN|RON|UAH|KZT|KRW|THB|MYR|PHP|ILS|SAR|QAR|KWD|EGP|NGN|KES|PKR|LKR|BDT|MAD|TND|KWD|OMR|BHD|JOD|GEL|AZN|BYN|MKD|TWD|NTD|RM(?= ?\d)|Lt|Kc)(?![a-z])|(?:\u0440\u0443\u0431|\u0442\u0433|\u0433\u0440\u043d|\u043b\u0432|\u0434\u0438\u043d|\u20b8|\u0631\.\u0633|\u062f\.\u0625|\u062c\.\u0645|\u0631\.\u0642|\u062f\.\u0643|\u0631\u064a\u0627\u0644|\u062f\u0631\u0647\u0645|\u062f\u064a\u0646\u0627\u0631|\u062c\u0646\u064a\u0647|\u5186|\u5143|\uc6d0)/i;
/** Currencies that have a thousandth: dinars, and the rial of Oman. */
const THOUSANDTHS = /(?<!\p{L})(?:KWD|KD|BHD|BD|OMR|JOD|JD|TND|DT|LYD|\u062f\.\u0643)(?!\p{L})/u;
// prettier-ignore
const FRACTIONS: Readonly<Record<string, number>> = {
  '\u00bd': 0.5, '\u2153': 1 / 3, '\u2154': 2 / 3, '\u00bc': 0.25, '\u00be': 0.75, '\u215b': 0.125,
};

export function findNumber(text: string, hints: NumberHints): FoundNumber | null {
  const trimmed = text.trim();
  if (MACHINE.test(trimmed) && !(hints.dotGroups && isDotGrouped(trimmed))) {
    return finite(Number(trimmed), true);
  }
  const latin = latinDigits(trimmed.slice(0, MAX_NUMBER_TEXT)).replace(/[\uff0e\uff0c]/g, asciiMark);
  const currency = CURRENCY.test(latin);
  const source = joined(latin, currency);
  const run = chooseRun(source, currency);
  if (run === null) return null;

  const found = normalise(run.text, { dotGroups: (hints.dotGroups || currency) && !THOUSANDTHS.test(latin) });
  const { length } = found;
  const digits = startsAtDot(source, run) ? `0.${found.digits}` : found.digits;
  const rest = source.slice(run.start + length);
  const isWhole = !digits.includes('.');
  const share = isWhole ? shareAt(source, run.start, rest) : null;
  if (share !== null) return finite(share, false);
  const { exponent, more } = magnitudeOf(rest, currency);
  const value = Number(`${digits}e${exponent}`) + (isWhole ? fractionAt(rest) : 0) + more;
  return finite(isNegative(source, run.start) || isInParentheses(source, currency) ? -value : value, false);
}

function asciiMark(mark: string): string {
  return mark === '\uff0e' ? '.' : ',';
}

/** Amounts that markup cut apart: "119. 95", "35€ 99". */
function joined(text: string, currency: boolean): string {
  if (!currency) return text.replace(/^(\D{0,20}\d{1,6}[.,]) (\d\d)(?![\d.,]| ?[.,]?\d)/, '$1$2');
  return text
    .replace(/(\d[.,]) (\d\d)(?!\d)/g, '$1$2')
    .replace(/^(\D{0,20}\d{1,6}) ?([$\u00a3\u20ac])(?: (\d\d)$|(\d\d)(?![\d.,]))/, '$1.$3$4 $2');
}

function fractionAt(rest: string): number {
  const vulgar = FRACTIONS[rest.trimStart()[0] ?? ''];
  if (vulgar !== undefined) return vulgar;
  const match = /^ (\d)\/([23468])(?![\d/])/.exec(rest);
  const [top, bottom] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && top < bottom ? top / bottom : 0;
}

/** "1/2 cup" is a half: where a unit follows, and no number stands before. */
function shareAt(source: string, start: number, rest: string): number | null {
  const match =
    start === 0
      ? /^(\d)\/([23468]) \p{L}/u.exec(`${source.slice(0, source.length - rest.length)}${rest}`)
      : null;
  const [top, bottom] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && top > 0 && top < bottom ? top / bottom : null;
}

/** As accounts write what is owed. "(45)" alone is a count of something. */
function isInParentheses(source: string, currency: boolean): boolean {
  return /^\([^()]{1,30}\)$/.test(source) && (currency || /^\(\d[\d.,' ]{0,15}[.,]\d\d\)$/.test(source));
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

/** What an amount was before, where another one follows. */
const BEFORE =
  /(?:^|[^\p{L}])(?:was|rrp|msrp|uvp|statt|avant|antes|prima|list price|old price|de(?= ?:)) ?:? ?R?[^\p{L}\d]{0,3}$/iu;
const RANGE = /^ ?(?:-|\u2013|\u2014|~|to|bis|a|\u00e0|al|ate|at\u00e9|do|tot|till|\u0434\u043e) ?$/iu;
const MAX_RUNS = 200;

/** The first run; with a currency in the text, the first one beside the currency rather than a count or a percentage. */
function chooseRun(source: string, currency: boolean): Run | null {
  let first: Run | null = null;
  let old: Run | null = null;
  let before: Run | null = null;
  let count = 0;
  for (const match of source.matchAll(RUN)) {
    const run = { text: match[0], start: match.index };
    first ??= run;
    if (!currency || (count += 1) > MAX_RUNS) return first;
    if (isBesideCurrency(source, run)) {
      if (!BEFORE.test(source.slice(Math.max(0, run.start - 24), run.start))) {
        // "26 to 50 €" begins at 26.
        const isRange =
          before !== null && RANGE.test(source.slice(before.start + before.text.length, run.start));
        if (old !== null && /^0(?:[.,]0+)?$/.test(run.text)) return old;
        return old === null && isRange ? before : run;
      }
      old ??= run;
    }
    before = run;
  }
  return old ?? first ?? vulgarAlone(source);
}

function isBesideCurrency(source: string, run: Run): boolean {
  const before = source.slice(Math.max(0, run.start - 5), run.start);
  const end = run.start + run.text.length;
  // A sign that another number follows is that number's.
  const behind = source.slice(end, end + 5).replace(/[-\u2013] ?[$\u00a3\u20ac]\d?.*$/, '');
  return CURRENCY.test(before) || CURRENCY.test(behind);
}

function vulgarAlone(source: string): Run | null {
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
  const dots = /[\s$\u00a3\u00a5\u20ac]\.{1,2}$|^\.{1,2}$/.test(
    source.slice(Math.max(0, run.start - 3), run.start),
  );
  return dots && run.text.length <= 2;
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
