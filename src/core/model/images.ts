/**
 * Which images of a page may answer a field that its text does not: those whose alternative text or file name
 * shares words with the field's name or hint.
 */

import { parseUrl } from '../url.js';
import { isTracker } from '../net/trackers.js';
import { wordsOf } from '../extract/field-name.js';
import { everyField, type Schema, type SchemaField } from '../schema.js';
import type { PageImage } from './question.js';

/** In CSS pixels: smaller ones are icons and counters. */
const MIN_SIDE = 64;
const DECORATION =
  /(?:^|[\s_./-])(?:sprite|icons?|logo|avatar|pixel|spacer|blank|placeholder|spinner|loader|badge)(?:$|[\s_./-])/i;
const SAME_ORIGIN = 0.5;

/** The likeliest first; those that share no word are left out. */
export function rankImages(
  images: readonly PageImage[],
  fields: Schema,
  pageUrl: string,
  most: number,
): PageImage[] {
  const wanted = new Set(everyField(fields).flatMap(wordsOfField));
  const origin = parseUrl(pageUrl)?.origin;
  return images
    .filter(isContent)
    .map((image) => {
      const url = parseUrl(image.url);
      const hits = new Set(wordsOf(`${image.text} ${fileName(url)}`).filter((word) => wanted.has(word))).size;
      return { image, score: hits === 0 ? 0 : hits + (url?.origin === origin ? SAME_ORIGIN : 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ image }) => image);
}

function isContent({ url, text, width, height }: PageImage): boolean {
  const parsed = parseUrl(url);
  if (parsed === null || isTracker(parsed.hostname)) return false;
  if ((width ?? MIN_SIDE) < MIN_SIDE || (height ?? MIN_SIDE) < MIN_SIDE) return false;
  return !DECORATION.test(fileName(parsed)) && !/^(?:logo|icon|avatar)$/i.test(text.trim());
}

function fileName(url: URL | null): string {
  const name = url?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function wordsOfField({ field, hint }: SchemaField): string[] {
  return [...wordsOf(field), ...wordsOf(hint ?? '')].filter((word) => word.length > 2);
}
