/**
 * How many tokens a text may come to, without the model's own tokeniser: at most, and at least. Tokenisers differ most in what they
 * do with digits, punctuation and scripts other than Latin, so each class of characters has its own rates. The rates were fitted to
 * six tokenisers on 202 real pages: see docs/models.md.
 */

interface Rates {
  /** Tokens of one character. */
  readonly most: number;
  readonly least: number;
}

/** In this order: the first class that holds a character decides. */
const SCRIPTS: readonly (readonly [RegExp, Rates])[] = [
  [/^\p{Script=Latin}$/u, { most: 2.3, least: 0.1 }],
  [/^\p{Script=Cyrillic}$/u, { most: 0.75, least: 0.14 }],
  [/^\p{Script=Greek}$/u, { most: 1.15, least: 0.16 }],
  [/^[\p{Script=Arabic}\p{Script=Hebrew}]$/u, { most: 1.25, least: 0.16 }],
  [/^\p{Script=Han}$/u, { most: 1.9, least: 0.35 }],
  [/^[\p{Script=Hiragana}\p{Script=Katakana}\u30fc]$/u, { most: 1.3, least: 0.3 }],
  [/^\p{Script=Hangul}$/u, { most: 2.2, least: 0.3 }],
  [/^[\p{Script=Devanagari}\p{Script=Thai}]$/u, { most: 1.6, least: 0.16 }],
  // Scripts that many vocabularies hold only as bytes of UTF-8, three of them a character.
  [/^\p{L}|\p{M}$/u, { most: 3, least: 0.16 }],
  // Emoji and rarer planes are up to four bytes of UTF-8.
  [/^[\u{10000}-\u{10ffff}]$/u, { most: 4, least: 0.4 }],
  // Quotation marks, dashes, arrows, signs of currency.
  [/^[^]$/u, { most: 1.6, least: 0.3 }],
];

const ASCII_PIECE =
  /(?<word>[A-Z]?[a-z]+)|(?<capitals>[A-Z]+)|(?<digits>\d+)|(?<spaces>[ \t\r\f\v]+)|(?<lines>\n+)|(?<marks>[\0-\x7f])/g;
/** Letters of a word that are one token even in a small vocabulary. */
const SHORT_WORD = 3;
const LETTERS_PER_TOKEN = 2.75;

/** Tokens of a text, on the safe side: real tokenisers count this many or fewer, except for rare pages. */
export function estimateTokens(text: string): number {
  return Math.ceil(count(text).most);
}

/** Fewer tokens than this no known tokeniser makes of the text. */
export function leastTokens(text: string): number {
  return Math.floor(count(text).least);
}

function count(text: string): Rates {
  const ascii = countAscii(text);
  const others = countOthers(text);
  return { most: ascii.most + others.most, least: ascii.least + others.least };
}

function countAscii(text: string): Rates {
  let most = 0;
  let least = 0;
  for (const { 0: piece, groups } of text.matchAll(ASCII_PIECE)) {
    const { length } = piece;
    if (groups?.['word'] !== undefined) {
      most += 1 + Math.max(0, length - SHORT_WORD) / LETTERS_PER_TOKEN;
      least += Math.min(1, length / 4);
    } else if (groups?.['capitals'] !== undefined) {
      most += Math.max(1, length / 1.5);
      least += Math.min(1, length / 4);
    } else if (groups?.['digits'] !== undefined) {
      // One token a digit, or one of three digits; some vocabularies part the space before a number from it.
      most += length + 0.6;
      least += length / 3;
    } else if (groups?.['spaces'] !== undefined) {
      most += length > 1 ? 1 : 0;
    } else if (groups?.['lines'] !== undefined) {
      most += length;
      least += 0.3;
    } else {
      most += 1.15;
      least += 0.3;
    }
  }
  return { most, least };
}

/** Rates by character, since testing scripts one after the other is slow. */
const known = new Map<string, Rates>();
const MAX_KNOWN = 20_000;
function ratesOf(character: string): Rates {
  const found = known.get(character);
  if (found !== undefined) return found;
  const rates = SCRIPTS.find(([script]) => script.test(character))?.[1] ?? { most: 4, least: 0.3 };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(character, rates);
  return rates;
}

function countOthers(text: string): Rates {
  let most = 0;
  let least = 0;
  for (const [run] of text.matchAll(/[^\0-\x7f]+/g))
    for (const character of run) {
      const rates = ratesOf(character);
      most += rates.most;
      least += rates.least;
    }
  return { most, least };
}
