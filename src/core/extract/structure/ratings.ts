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
import { readRating, wholeNumber, type RatingText } from './rating-text.js';
import { regionAbove } from './region.js';

const MAX_LINES = 4_000;
const MAX_LINE_CHARS = 120;
const MAX_MARKED = 200;
/** So many lines before the heading, and after it, are about what it heads. */
const BEFORE = 15;
const AFTER = 60;

const NAMED = /rating|(?:^|[\s_-])(?:rate|rated|stars?|score|votes?|reviews?)(?:$|[\s_-])/i;
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
  const isNamed = NAMED.test(names);
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

/** Scripts draw the stars from these. An average without a count may be the number of a star to click: those are whole. */
const AVERAGE = /^data-(?:[a-z-]{1,30}-)?(?:average|avg|rating|rating-value|score)$/;
const COUNT = /^data-(?:[a-z-]{1,30}-)?(?:count|votes|ratings|reviews)$/;
const SPOKEN = ['aria-label', 'title', 'alt'];

function placesOfAttributes(root: Document): RatingPlace[] {
  const places: RatingPlace[] = [];
  walk(root, (node) => {
    if (places.length >= MAX_MARKED) return 'stop';
    if (!isTag(node)) return true;
    if (isInert(node)) return false;
    const read = readAttributes(node);
    if (read !== null && regionAbove(node) === 'main' && !OF_A_READER.test(namesAround(node, 5)))
      places.push({ ...read, element: node, isNamed: true, distance: null });
    return true;
  });
  return places;
}

function readAttributes({ attribs }: Element): RatingText | null {
  const spoken = SPOKEN.map((name) => attribs[name]).find(
    (text) => text !== undefined && text.length <= MAX_LINE_CHARS && /\d/.test(text),
  );
  const read = spoken === undefined ? null : readRating(spoken, false);
  if (read !== null) return read;
  const average = valueUnder(AVERAGE, attribs);
  if (average === undefined || !/^\d{1,2}(?:\.\d{1,16})?$/.test(average)) return null;
  if (!NAMED.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 300))) return null;
  const count = valueUnder(COUNT, attribs);
  const voters = count === undefined ? null : wholeNumber(count.slice(0, 12));
  if (voters === null && !average.includes('.')) return null;
  const value = Math.round(Number(average) * 100) / 100;
  return value > 0 && value <= 10 ? { value, count: voters, says: voters === null ? 'scale' : 'both' } : null;
}

/** The first attribute whose name is such a one. */
function valueUnder(name: RegExp, attribs: Element['attribs']): string | undefined {
  for (const key in attribs) if (key.startsWith('data-') && name.test(key)) return attribs[key];
  return undefined;
}
