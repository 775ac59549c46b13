/** What of a line may be an amount, with the words that stand directly beside it: markup cuts amounts apart, and glues them to others. */

import type { Line, Segment } from './lines.js';

export const MAX_LINE_CHARS = 120;
export const MAX_PART_CHARS = 40;
export const MAX_LABEL_CHARS = 30;

export interface Part extends Segment {
  /** The part with the words that stand directly before and behind it. */
  readonly context: string;
}

/** What of a line may be an amount: all of it, or those of its parts that have digits. Of a long line only what it begins with. */
export function partsOf({ text, block, segments }: Line): Part[] {
  const isLong = text.length > MAX_LINE_CHARS;
  if (!isLong && (segments.length < 2 || isOneAmount(text, segments)))
    return [{ text: withDecimals(text, segments), context: text, holder: segments[0]?.holder ?? block }];
  const parts = segments.flatMap(({ text: own, holder }, at) => {
    if (!/\d/.test(own)) return [];
    const context = [wordsOf(segments[at - 1]), own, wordsOf(segments[at + 1])].join(' ');
    return [{ text: own, context, holder }];
  });
  const [first] = parts;
  if (!isLong) return parts;
  return first !== undefined && first.text === segments[0]?.text && first.text.length <= MAX_PART_CHARS
    ? [first]
    : [];
}

function wordsOf(segment: Segment | undefined): string {
  return segment === undefined || segment.text.length > MAX_LABEL_CHARS || /\d/.test(segment.text)
    ? ''
    : segment.text;
}

/** `<b>12</b><sup>99</sup>`: two digits in an element of their own are the decimals, which nothing but their place sets apart. */
function withDecimals(text: string, segments: readonly Segment[]): string {
  const at = segments.findIndex(
    (segment, nth) =>
      nth > 0 && /^\d\d(?!\d)/.test(segment.text) && /\d$/.test(segments[nth - 1]?.text ?? ''),
  );
  const [before, decimals] = [segments[at - 1]?.text ?? '', segments[at]?.text ?? ''];
  return at < 0 ? text : text.replace(`${before}${decimals}`, `${before}.${decimals}`);
}

/** Markup often cuts an amount apart: `<b>12</b><sup>99</sup> \u20ac`. Digits that begin words of their own are another number. */
function isOneAmount(text: string, segments: readonly Segment[]): boolean {
  if ((text.match(/\d[\d.,'\s]*/g) ?? []).length !== 1) return false;
  const [, ...others] = segments.filter((segment) => /\d/.test(segment.text));
  return others.every((segment) => !/\d\s?\p{L}{3}/u.test(segment.text));
}
