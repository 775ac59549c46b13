/** Ratings as pages write them, in the languages of words/ratings.ts: "4.8 out of 5", "4,5/5 (38)", "4.97 from 85 votes". */

import { anyOf, anyWholeOf } from '../words/phrases.js';
import { RATINGS, type RatingWords } from '../words/ratings.js';

export interface RatingText {
  readonly value: number | null;
  readonly count: number | null;
  /** Where the text counts those who wrote apart from those who rated. */
  readonly reviews?: number;
  /** What tells that this is a rating: its scale or the word for stars, the number of those who gave it, or nothing. */
  readonly says: 'both' | 'scale' | 'count' | 'nothing';
}

const NUMBER = '(\\d{1,2}(?:[.,]\\d{1,2})?)';
const COUNTED = '(\\d{1,3}(?:[.,\\s\\u00a0]\\d{3}){1,3}|\\d{1,9}(?:[.,]\\d)?[kK]?)';
const LANGUAGES: readonly RatingWords[] = Object.values(RATINGS);
const wordsFor = (key: keyof RatingWords): string[] => LANGUAGES.map((words) => words[key] ?? '');
const STARS = `(?:[\\u2605\\u2606\\u2b50]|${anyWholeOf(wordsFor('stars'))})`;
const SCALE = `(?:\\/|${anyOf(wordsFor('of'))}) ?(5|10|100)(?:[.,]0)?(?![\\d.,:%])`;
const RATERS = '(?:(?:customer|user|global|verified|total|member|reader) )?';
const VOTES = `${RATERS}(?:${anyOf(wordsFor('votes'))})(?![\\p{L}\\d])`;

const OF_SCALE = new RegExp(`(?<![\\d.,/:])${NUMBER} ?(?:${STARS} ?)?\\(?${SCALE}`, 'iu');
const OF_STARS = new RegExp(`(?<![\\d.,/:-])${NUMBER}[ -]?${STARS}`, 'iu');
const AFTER_STARS = new RegExp(`(?:[\\u2605\\u2606\\u2b50] ?|\\brated:? ?)${NUMBER}(?![\\d.,:%])`, 'iu');
const FROM_VOTES = new RegExp(
  `(?<![\\d.,/:])${NUMBER} ?(?:${STARS} ?)?(?:${SCALE} ?)?(?:${STARS} ?)?(?:${anyOf(wordsFor('from'))}|[(|\\u00b7\\u2022-]|,(?= )) ?\\(?${COUNTED} ?${VOTES}`,
  'iu',
);
const BARE_COUNT = new RegExp(`(?<![\\d.,/:])${NUMBER} ?(?:[\\u2605\\u2606\\u2b50] ?)?\\(${COUNTED}\\)`, 'u');
const STAR_SIGN = /[\u2605\u2b50]/;
const VOTES_ALONE = new RegExp(`(?<![\\d.,/:-])${COUNTED} ?${VOTES}`, 'iu');
const EACH_VOTE = new RegExp(VOTES_ALONE.source, 'giu');
const REVIEWS = new RegExp(anyWholeOf(wordsFor('reviews')), 'iu');
const ANY_STARS = new RegExp(STARS, 'iu');
const ONLY_NUMBER = new RegExp(`^[\\s(]*${NUMBER}[\\s)]*$`, 'u');

/** Null for a text without a rating. `isNamed`: it stands in an element that is named for ratings. */
export function readRating(text: string, isNamed: boolean): RatingText | null {
  const read = readOne(
    text.replace(/[\uff08\uff09]/g, (mark) => (mark === '\uff08' ? '(' : ')')),
    isNamed,
  );
  return read?.count == null ? read : { ...read, ...countsApart(text) };
}

/** "1,204 ratings, 187 reviews". */
function countsApart(text: string): Pick<RatingText, 'count' | 'reviews'> | null {
  const counts = [...text.matchAll(EACH_VOTE)].flatMap(([said, digits = '']) => {
    const count = wholeNumber(digits);
    return count === null ? [] : [{ count, isReview: REVIEWS.test(said) }];
  });
  const reviews = counts.find(({ isReview }) => isReview);
  const ratings = counts.find(({ isReview }) => !isReview);
  return ratings === undefined || reviews === undefined
    ? null
    : { count: ratings.count, reviews: reviews.count };
}

function readOne(text: string, isNamed: boolean): RatingText | null {
  const both = FROM_VOTES.exec(text);
  if (both !== null) return rating(both[1], both[2], both[3], 'both');
  const scaled = OF_SCALE.exec(text);
  const counted = VOTES_ALONE.exec(text) ?? (isNamed ? /\((\d[\d.,]{0,9})\)/.exec(text) : null);
  const hasWord = isNamed || counted !== null || ANY_STARS.test(text) || /\brat(?:ed|ing)\b/i.test(text);
  if (scaled !== null && hasWord)
    return rating(scaled[1], scaled[2], counted?.[1], counted === null ? 'scale' : 'both');
  const signed = STAR_SIGN.test(text) ? BARE_COUNT.exec(text) : null;
  if (signed !== null) return rating(signed[1], undefined, signed[2], 'both');
  const starred = OF_STARS.exec(text) ?? AFTER_STARS.exec(text);
  // "5 stars" alone is what one reader gave, or a choice; an average mostly has a fraction.
  if (starred !== null && (counted !== null || /[.,]\d/.test(starred[1] ?? '')))
    return rating(starred[1], undefined, counted?.[1], counted === null ? 'scale' : 'both');
  const bare = isNamed ? BARE_COUNT.exec(text) : null;
  if (bare !== null) return rating(bare[1], undefined, bare[2], 'both');
  if (counted !== null) return rating(undefined, undefined, counted[1], 'count');
  const only = isNamed ? ONLY_NUMBER.exec(text) : null;
  return only !== null && /[.,]\d/.test(only[1] ?? '')
    ? rating(only[1], undefined, undefined, 'nothing')
    : null;
}

function rating(
  value: string | undefined,
  scale: string | undefined,
  count: string | undefined,
  says: RatingText['says'],
): RatingText | null {
  const shown = value === undefined ? null : Number(value.replace(',', '.'));
  const most = scale === undefined ? 10 : Number(scale);
  if (shown !== null && (shown <= 0 || shown > most)) return null;
  return { value: shown, count: count === undefined ? null : wholeNumber(count), says };
}

/** "1,806", "1 806", "1.2k". */
export function wholeNumber(text: string): number | null {
  const thousands = /^(\d{1,6}(?:[.,]\d)?)k$/i.exec(text)?.[1];
  const number =
    thousands === undefined
      ? Number(text.replace(/[.,\s\u00a0]/g, ''))
      : Math.round(Number(thousands.replace(',', '.')) * 1_000);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
