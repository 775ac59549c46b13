/** Ratings that no text tells: read aloud by screen readers, kept for scripts, or drawn as stars that are cut at a width. */

import { isTag, type Element } from 'domhandler';
import { readRating, wholeNumber, type RatingText } from './rating-text.js';

const MAX_CHARS = 120;
export const NAMED_FOR_RATINGS =
  /rating|(?:^|[\s_-])(?:rate|rated|stars?|score|votes?|reviews?)(?:$|[\s_-])/i;

/** Scripts draw the stars from these. An average without a count may be the number of a star to click: those are whole. */
const AVERAGE = /^data-(?:[a-z-]{1,30}-)?(?:average|avg|rating|rating-value|score)$/;
const COUNT = /^data-(?:[a-z-]{1,30}-)?(?:count|votes|ratings|reviews)$/;
const SPOKEN = ['aria-label', 'title', 'alt'];

/** What the attributes of one element say, by words, in data for scripts, or by the width of its stars. */
export function ratingInAttributes(element: Element): RatingText | null {
  const spoken = spokenIn(element);
  const read = spoken === undefined ? null : readRating(spoken, false);
  return read ?? keptForScripts(element) ?? drawn(element);
}

const WHOLE_STARS = /^(?:rated:? ?)?([1-5]) stars?$/i;

/**
 * The same of an element in one of many things, where whole stars are an average too ("5 stars"): only stars that stand beside
 * others of their kind are there to choose from.
 */
export function ratingOfItem(element: Element): RatingText | null {
  const read = ratingInAttributes(element);
  if (read !== null) return read;
  const stars = WHOLE_STARS.exec(spokenIn(element) ?? '')?.[1];
  return stars === undefined || isChoice(element)
    ? null
    : { value: Number(stars), count: null, says: 'scale' };
}

function spokenIn({ attribs }: Element): string | undefined {
  return SPOKEN.map((name) => attribs[name]).find(
    (text) => text !== undefined && text.length <= MAX_CHARS && /\d/.test(text),
  );
}

function isChoice(element: Element): boolean {
  const beside = element.parent?.children.filter((child) => isTag(child) && child !== element) ?? [];
  return beside.some((child) => isTag(child) && WHOLE_STARS.test(spokenIn(child) ?? ''));
}

function keptForScripts({ attribs }: Element): RatingText | null {
  const average = valueUnder(AVERAGE, attribs);
  if (average === undefined || !/^\d{1,2}(?:\.\d{1,16})?$/.test(average)) return null;
  if (!NAMED_FOR_RATINGS.test(namesOf(attribs))) return null;
  const count = valueUnder(COUNT, attribs);
  const voters = count === undefined ? null : wholeNumber(count.slice(0, 12));
  if (voters === null && !average.includes('.')) return null;
  const value = inHundredths(Number(average));
  return value > 0 && value <= 10 ? { value, count: voters, says: voters === null ? 'scale' : 'both' } : null;
}

const STARS = /(?:^|[\s_-])(?:stars?|ratings?)(?:$|[\s_-])/i;
/** How many gave each number of stars, and how well each part of a thing was rated. */
const BARS = /bars?(?:$|[\s_-])|(?:^|[\s_-])(?:progress|histogram|distribution|breakdown|meter)/i;
const WIDTH = /(?:^|[;\s])width\s?:\s?(\d{1,3}(?:\.\d{1,4})?)%/i;
const MOST_STARS = 5;

/** `<span class="stars" style="width: 90%">`: so many of five stars are coloured. The name may be that of the element around. */
function drawn({ attribs, parent }: Element): RatingText | null {
  const share = WIDTH.exec((attribs['style'] ?? '').slice(0, 200))?.[1];
  if (share === undefined) return null;
  const names = `${namesOf(attribs)} ${parent !== null && isTag(parent) ? namesOf(parent.attribs) : ''}`;
  if (!STARS.test(names) || BARS.test(names)) return null;
  const value = inHundredths((Number(share) / 100) * MOST_STARS);
  return value > 0 && value <= MOST_STARS ? { value, count: null, says: 'scale' } : null;
}

function namesOf(attribs: Element['attribs']): string {
  return `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.slice(0, 300);
}

function inHundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The first attribute whose name is such a one. */
function valueUnder(name: RegExp, attribs: Element['attribs']): string | undefined {
  for (const key in attribs) if (key.startsWith('data-') && name.test(key)) return attribs[key];
  return undefined;
}
