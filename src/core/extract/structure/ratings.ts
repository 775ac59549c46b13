/**
 * How readers rated what the page is about: in its text, in what screen readers are told, or in attributes of an element that
 * is named for it. What one reader gave, and the stars that may be clicked, do not count.
 */

import { isTag, type Document, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { isInert, walk } from '../text.js';
import type { PageHeading } from './heading.js';
import type { Line } from './lines.js';
import { lineOfHeading, linesAround, namesAround, pathOf } from './near.js';
import type { Pair } from './pair.js';
import { NAMED_FOR_RATINGS, ratingInAttributes } from './rating-attributes.js';
import { readRating, type RatingText } from './rating-text.js';
import { regionAbove } from './region.js';

const MAX_LINES = 4_000;
const MAX_LINE_CHARS = 120;
const MAX_MARKED = 200;
/** So many lines before the heading, and after it, are about what it heads. */
const BEFORE = 15;
const AFTER = 60;

/** What single readers wrote; the form for the next one. */
const OF_A_READER =
  /(?:^|[\s_-])(?:reviewer|testimonials?|comments?|commentlist|respond)(?:$|[\s_-])|review[-_]{0,2}(?:item|card|body|entry|content|post|text|author|list|form)/i;

export interface RatingPlace extends RatingText {
  readonly element: Element;
  readonly isNamed: boolean;
  /** Lines between the heading and this; null where that is not known. */
  readonly distance: number | null;
}

/** All places of the page that tell a rating, or a number of ratings. */
export function findRatings(
  lines: readonly Line[],
  heading: PageHeading | null,
  root: Document,
): RatingPlace[] {
  const headAt = lineOfHeading(lines, heading);
  const near = linesAround(lines, headAt, MAX_LINES);
  return [
    ...near.flatMap((line) => placeOfLine(line, lines[line.at + 1], headAt)),
    ...placesOfAttributes(root),
  ];
}

/** The average, or the number of those who gave it; none when two places that are equally sure differ. */
export function ratingCandidates(
  places: readonly RatingPlace[],
  asked: 'value' | 'count' | 'reviews',
): Candidate[] {
  const shown = places.flatMap((place) => {
    const value = asked === 'reviews' ? (place.reviews ?? place.count) : place[asked];
    return value === null ? [] : [{ value, path: pathOf(place.element), confidence: confidenceIn(place) }];
  });
  const surest = Math.max(...shown.map(({ confidence }) => confidence));
  const [first, ...others] = shown.filter(({ confidence }) => confidence === surest);
  if (first === undefined || others.some(({ value }) => value !== first.value)) return [];
  return [{ rule: 'rating.text', source: 'text', ...first }];
}

/** Whether what stands by a label is a rating: not the stars to choose from, nor the number of those who rated. */
export function isRatingOf({ path, value }: Pair): boolean {
  if (path.startsWith('value')) return false;
  return /^\d{1,2}(?:[.,]\d{1,2})?$/.test(value) || (readRating(value, true)?.value ?? null) !== null;
}

function confidenceIn({ says, isNamed, distance }: RatingPlace): number {
  const isNear = distance !== null && distance >= -BEFORE && distance <= AFTER;
  if (says === 'both') return isNear ? 0.8 : isNamed ? 0.7 : 0.55;
  if (says === 'nothing') return isNear ? 0.55 : 0;
  if (isNear) return isNamed ? 0.65 : 0.6;
  return isNamed ? 0.5 : 0;
}

function placeOfLine(line: Line, next: Line | undefined, headAt: number | undefined): RatingPlace[] {
  const { text, region, at, block, segments } = line;
  if (region !== 'main' || text.length > MAX_LINE_CHARS || !/\d/.test(text)) return [];
  const element = segments.find((part) => /\d/.test(part.text))?.holder ?? block;
  const names = namesAround(element, 5);
  if (OF_A_READER.test(names)) return [];
  const isNamed = NAMED_FOR_RATINGS.test(names);
  const whole = withCount(text, next);
  const read = readRating(whole ?? text, isNamed) ?? (whole === null ? null : readRating(text, isNamed));
  return read === null
    ? []
    : [{ ...read, element, isNamed, distance: headAt === undefined ? null : at - headAt }];
}

/** "4.8" in a line, and "(489)" or "489 ratings" in the next; null for any other two. */
function withCount(text: string, next: Line | undefined): string | null {
  if (!/^\d[.,]\d{1,2}$/.test(text) || next === undefined || next.text.length > 30) return null;
  return `${text} (${next.text.replace(/^\(|\)$/g, '')})`;
}

function placesOfAttributes(root: Document): RatingPlace[] {
  const places: RatingPlace[] = [];
  walk(root, (node) => {
    if (places.length >= MAX_MARKED) return 'stop';
    if (!isTag(node)) return true;
    if (isInert(node)) return false;
    const read = ratingInAttributes(node);
    if (read !== null && regionAbove(node) === 'main' && !OF_A_READER.test(namesAround(node, 5)))
      places.push({ ...read, element: node, isNamed: true, distance: null });
    return true;
  });
  return places;
}
