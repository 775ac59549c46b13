/** Ratings as pages write them, in the languages of Europe and East Asia: "4.8 out of 5", "4,5/5 (38)", "4.97 from 85 votes". */

export interface RatingText {
  readonly value: number | null;
  readonly count: number | null;
  /** What tells that this is a rating: its scale or the word for stars, the number of those who gave it, or nothing. */
  readonly says: 'both' | 'scale' | 'count' | 'nothing';
}

const NUMBER = '(\\d{1,2}(?:[.,]\\d{1,2})?)';
const COUNTED = '(\\d{1,3}(?:[.,\\s\\u00a0]\\d{3}){1,3}|\\d{1,9}(?:[.,]\\d)?[kK]?)';
const STARS =
  '(?:[\\u2605\\u2606\\u2b50]|stars?\\b|star rating|sternen?\\b|\\u00e9toiles?|estrellas?|stelle\\b|estrelas?|sterren|stj\\u00e4rnor|stjerner|t\\u00e4hte\\u00e4|gwiazd|hv\\u011bzd|csillag|\\u0437\\u0432[\\u0435\\u0451]\\u0437\\u0434|\\u661f)';
const SCALE = '(?:\\/|out of|of|von|sur|de|su|av|van|z|\\u0438\\u0437) ?(5|10|100)(?:[.,]0)?(?![\\d.,:%])';
const VOTES =
  '(?:(?:customer|user|global|verified|total|member|reader) )?(?:votes?|ratings?|reviews?|bewertung(?:en)?|rezension(?:en)?|stimmen?|avis|notes?|[e\\u00e9]valuations?|opini(?:\\u00f3n|ones)|valoraci(?:\\u00f3n|ones)|rese\\u00f1as?|votos?|avalia\\u00e7(?:\\u00e3o|\\u00f5es)|opini(?:\\u00e3o|\\u00f5es)|recension[ei]|vot[oi]|valutazion[ei]|beoordeling(?:en)?|recensies?|stemmen|omd\\u00f6men?|recension(?:er)?|r\\u00f6ster|anmeldelser?|vurdering(?:er)?|stemmer|arvostelua?|\\u00e4\\u00e4nt\\u00e4|opini[ei]|ocen[ay]?|g\\u0142os(?:\\u00f3w|y)?|hodnocen\\u00ed|recenz[eí]|hlas\\u016f|\\u00e9rt\\u00e9kel\\u00e9s|\\u043e\\u0442\\u0437\\u044b\\u0432(?:\\u0430|\\u043e\\u0432)?|\\u043e\\u0446\\u0435\\u043d(?:\\u043a\\u0430|\\u043a\\u0438|\\u043e\\u043a)|\\u0433\\u043e\\u043b\\u043e\\u0441(?:\\u0430|\\u043e\\u0432)?|\\u4ef6|\\u30ec\\u30d3\\u30e5\\u30fc|\\u6761\\u8bc4\\u4ef7|\\u4eba\\u8bc4\\u4ef7)(?![\\p{L}\\d])';

const OF_SCALE = new RegExp(`(?<![\\d.,/:])${NUMBER} ?(?:${STARS} ?)?\\(?${SCALE}`, 'iu');
const OF_STARS = new RegExp(`(?<![\\d.,/:-])${NUMBER}[ -]?${STARS}`, 'iu');
const AFTER_STARS = new RegExp(`(?:[\\u2605\\u2606\\u2b50] ?|\\brated:? ?)${NUMBER}(?![\\d.,:%])`, 'iu');
const FROM_VOTES = new RegExp(
  `(?<![\\d.,/:])${NUMBER} ?(?:${SCALE} ?)?(?:${STARS} ?)?(?:from|based on|by|aus|bei|sur|de|su|van|av|[(|\\u00b7\\u2022,-]) ?\\(?${COUNTED} ?${VOTES}`,
  'iu',
);
const BARE_COUNT = new RegExp(`(?<![\\d.,/:])${NUMBER} ?\\(${COUNTED}\\)`, 'u');
const VOTES_ALONE = new RegExp(`(?<![\\d.,/:-])${COUNTED} ?${VOTES}`, 'iu');
const ANY_STARS = new RegExp(STARS, 'iu');
const ONLY_NUMBER = new RegExp(`^[\\s(]*${NUMBER}[\\s)]*$`, 'u');

/** Null for a text without a rating. `isNamed`: it stands in an element that is named for ratings. */
export function readRating(text: string, isNamed: boolean): RatingText | null {
  const both = FROM_VOTES.exec(text);
  if (both !== null) return rating(both[1], both[2], both[3], 'both');
  const scaled = OF_SCALE.exec(text);
  const counted = VOTES_ALONE.exec(text) ?? (isNamed ? /\((\d[\d.,]{0,9})\)/.exec(text) : null);
  const hasWord = isNamed || counted !== null || ANY_STARS.test(text) || /\brat(?:ed|ing)\b/i.test(text);
  if (scaled !== null && hasWord)
    return rating(scaled[1], scaled[2], counted?.[1], counted === null ? 'scale' : 'both');
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
