/** Amounts with units in a text: the one in the unit that is asked for, or one that converts to it by a plain factor. */

import type { Unit } from '../unit.js';
import { UNITS, type UnitWords } from '../words/units.js';
import { wordedMinutes } from './duration.js';
import { findNumber, type NumberHints } from './number-text.js';

const MAX_CHARS = 300;

const BY_TEXT = new Map<string, Unit>();
for (const [key, { texts, kind, size }] of Object.entries<UnitWords>(UNITS))
  for (const text of texts.split(',').map((one) => one.trim())) BY_TEXT.set(text, { key, kind, size });

const SPELLINGS = [...BY_TEXT.keys()]
  .sort((a, b) => b.length - a.length)
  .map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  .join('|');
const NUMBER =
  "(?:\\d{1,6} )?\\d\\/\\d{1,2}|\\d{1,15}(?:[.,'\\u00a0\\u202f ]\\d{1,6}){0,5}(?: ?[\\u00bc-\\u00be])?";
/** "2-3 kg", "18 x 20 x 5 cm": the first of them, in the unit behind all. */
const FURTHER = `(?: ?(?:x|\\u00d7|\\*|-|\\u2013|to|bis) ?(?:${NUMBER})){0,3}`;
const AMOUNT = new RegExp(
  `(?<![\\p{L}\\d.,])([-\\u2212]?(?:${NUMBER}))${FURTHER} ?-?(${SPELLINGS})(?![\\p{L}\\p{N}]| ?\\/)`,
  'giu',
);
/** Between the parts of one amount: "5 ft 11 in", "1 h and 20 min". */
const BETWEEN = /^[\s,]*(?:and|und|et|y|e)?[\s,]*$/i;

interface Amount {
  readonly unit: Unit;
  /** In the smallest unit of its kind. */
  readonly size: number;
  readonly isOne: boolean;
  readonly end: number;
}

/** Undefined for a text without an amount in a known unit; null where none is in the unit that is wanted, nor converts to it. */
export function amountIn(text: string, wanted: Unit, hints: NumberHints): number | null | undefined {
  const amounts = amountsIn(text.slice(0, MAX_CHARS), hints);
  const found =
    amounts.find(({ unit, isOne }) => isOne && unit.key === wanted.key) ??
    amounts.find(({ unit }) => unit.kind === wanted.kind);
  if (found !== undefined) return rounded(found.size / wanted.size);
  if (amounts.length > 0) return null;
  const minutes = wanted.kind === 'time' ? wordedMinutes(text) : null;
  return minutes === null ? undefined : inUnit(minutes, wanted);
}

/** So many minutes, in the unit; null for a unit of another kind. */
export function inUnit(minutes: number, wanted: Unit): number | null {
  return wanted.kind === 'time' ? rounded((minutes * UNITS.min.size) / wanted.size) : null;
}

function amountsIn(text: string, hints: NumberHints): Amount[] {
  const amounts: Amount[] = [];
  for (const { 0: whole, 1: digits = '', 2: said = '', index } of text.matchAll(AMOUNT)) {
    const unit = BY_TEXT.get(said.length === 1 ? said : said.toLowerCase());
    // A fraction is one of a unit only.
    const number = findNumber(digits.includes('/') ? `${digits} x` : digits, hints);
    if (unit === undefined || number === null) continue;
    const size = number.value * unit.size;
    const last = amounts.at(-1);
    const end = index + whole.length;
    if (
      last?.unit.kind === unit.kind &&
      last.unit.size > unit.size &&
      BETWEEN.test(text.slice(last.end, index))
    )
      amounts[amounts.length - 1] = { unit: last.unit, size: last.size + size, isOne: false, end };
    else amounts.push({ unit, size, isOne: true, end });
  }
  return amounts;
}

/** Without what the quotient of two sizes adds far behind the point. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
