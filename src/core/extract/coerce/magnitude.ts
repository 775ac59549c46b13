/** What follows a number and makes it thousands, millions or more: "12k", "1,5 Mio.", "3 lakh", 3億5000万. */

import { EAST_ASIAN_MAGNITUDES, MAGNITUDES } from '../words/magnitudes.js';
import { valuesOf } from './dates/word-lists.js';

export interface Magnitude {
  /** Power of ten. */
  readonly exponent: number;
  /** What smaller steps behind it add. */
  readonly more: number;
}

const NONE: Magnitude = { exponent: 0, more: 0 };
const LETTERS: Readonly<Record<string, number>> = { k: 3, m: 6, b: 9, t: 12 };
const SUFFIX = /^([kmbt])(?![\p{L}\p{N}])/iu;
const SPACED_LETTER = /^ ([KMBT])(?![\p{L}\p{N}$/])/u;
/** No letter of an abbreviation: "€ 450.000 k.k." is without the costs of the buyer. */
const SPACED_SMALL_LETTER = /^ ([kmbt])(?![\p{L}\p{N}$/]|\.\p{L})/u;
const WORD = /^ ?(\p{L}[\p{L}\p{M}]{1,16})(?: (\p{L}{1,10}))?(?![$/])/u;
const EAST_ASIAN_STEP =
  /^ ?([\u5343\ucc9c\u4e07\u842c\ub9cc\u5104\u4ebf\uc5b5\u5146\uc870])(?:(?! ?[\d,.]+ ?%) ?([\d,.]{1,12}))?/;
const MAX_STEPS = 4;

/** One word means the same in all languages but "billion", which English pages write more often than all others. */
const WORDS = new Map(
  Object.values(MAGNITUDES)
    .reverse()
    .flatMap((list) =>
      valuesOf(list).map(([exponent, word]) => [word.toLowerCase(), Number(exponent)] as const),
    ),
);

/** `rest` is what stands behind the number. */
export function magnitudeOf(rest: string, currency: boolean): Magnitude {
  const letter =
    SUFFIX.exec(rest) ?? SPACED_LETTER.exec(rest) ?? (currency ? SPACED_SMALL_LETTER.exec(rest) : null);
  // "5 m" is a length and "3 t" a weight, unless money is meant.
  if (letter !== null) return { exponent: LETTERS[letter[1]?.toLowerCase() ?? ''] ?? 0, more: 0 };
  const steps = eastAsianSteps(rest);
  if (steps !== null) return steps;
  const [, first = '', second = ''] = WORD.exec(rest) ?? [];
  const exponent = WORDS.get(`${first} ${second}`.toLowerCase()) ?? WORDS.get(first.toLowerCase());
  return exponent === undefined ? NONE : { exponent, more: 0 };
}

function eastAsianSteps(rest: string): Magnitude | null {
  let exponent: number | null = null;
  let more = 0;
  let pending = 0;
  let left = rest;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const match = EAST_ASIAN_STEP.exec(left);
    if (match === null) break;
    const power = EAST_ASIAN_MAGNITUDES[match[1] ?? ''] ?? 0;
    if (exponent === null) exponent = power;
    else more += pending * 10 ** power;
    pending = Number((match[2] ?? '0').replaceAll(',', ''));
    left = left.slice(match[0].length);
  }
  return exponent === null ? null : { exponent, more: more + (Number.isFinite(pending) ? pending : 0) };
}
