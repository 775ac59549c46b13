/** Where a picture really is, on pages that load their pictures late. */

import type { Element } from 'domhandler';
import { largestSource } from './srcset.js';

/** Attributes from which scripts fill `src` when the picture comes into view, and those for `srcset`. */
const LATE = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-lazy',
  'data-url',
  'data-image',
  'data-hi-res-src',
];
const LATE_SETS = ['data-srcset', 'data-lazy-srcset'];

/** Pictures that stand for others until those are loaded. */
const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|spacer|placeholder|transparent|lazy|loading|1x1|pixel)[^/]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)/i;

/** The reference of the picture that an `img` shows in the end, as it is written; null when it has none. */
export function imageSource({ attribs }: Element): string | null {
  const src = attribs['src']?.trim() ?? '';
  if (src !== '' && !isData(src) && !PLACEHOLDER.test(src)) return src;
  for (const name of LATE) {
    const late = attribs[name]?.trim() ?? '';
    if (late !== '' && !isData(late) && !/[\s{]/.test(late)) return late;
  }
  for (const name of [...LATE_SETS, 'srcset']) {
    const set = attribs[name];
    const largest = set === undefined ? null : largestSource(set);
    if (largest !== null && !isData(largest)) return largest;
  }
  return src === '' ? null : src;
}

export function isData(reference: string): boolean {
  return /^data:/i.test(reference);
}

/** Every reference of an `img` or `source`, as it is written. */
export function imageReferences(
  { attribs }: Element,
  readSet: (srcset: string) => readonly string[],
): string[] {
  const single = ['src', ...LATE].map((name) => attribs[name]?.trim() ?? '');
  const sets = ['srcset', ...LATE_SETS].flatMap((name) => readSet(attribs[name] ?? ''));
  return [...single, ...sets].filter((reference) => reference !== '' && !/[{\s]/.test(reference));
}
