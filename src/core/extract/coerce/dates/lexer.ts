/** Cuts a text into the tokens of dates: numbers, words with what they can mean, and marks. One linear pass. */

import { TOKEN } from './token.js';
import type { Meaning } from './meaning.js';
import { keyOf, plainApostrophes, type Layers } from './vocabulary.js';

export interface Place {
  readonly start: number;
  readonly end: number;
}

export type Token = Place &
  (
    | { readonly kind: 'number'; readonly value: number; readonly digits: number }
    | { readonly kind: 'word'; readonly meaning: Meaning | null }
    | { readonly kind: 'mark'; readonly mark: string }
  );

type Piece = Place & { readonly text: string; readonly kind: Token['kind'] };

/** Scripts that put no space between words. */
const RUN_TOGETHER = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Khmr}]/u;
const MAX_RUN_CHARS = 80;
const MAX_WORD_CHARS = 14;

/** Ends of ordinal numbers, where they stand behind digits. */
const ORDINAL = /^(?:st|nd|rd|th|er|re|ere|e|eme|o|a|\u00ba|\u00aa|ro|do|to|mo|no|va)$/;

/** `text` has its digits as 0-9. */
export function lex(text: string, layers: Layers): Token[] {
  const pieces = piecesOf(text, layers);
  const tokens: Token[] = [];
  for (let at = 0; at < pieces.length;) {
    const piece = pieces[at] as Piece;
    const { start, end } = piece;
    const found = longestEntry(pieces, at, layers);
    if (found !== null) {
      tokens.push({ kind: 'word', meaning: found.meaning, start, end: pieces[found.to - 1]?.end ?? end });
      at = found.to;
      continue;
    }
    tokens.push(tokenOf(piece, tokens.at(-1)));
    at += 1;
  }
  return tokens;
}

function tokenOf({ kind, text, start, end }: Piece, before: Token | undefined): Token {
  if (kind === 'number') return { kind, value: Number(text), digits: text.length, start, end };
  if (kind === 'mark') return { kind, mark: text, start, end };
  const isOrdinal = before?.kind === 'number' && before.end === start && ORDINAL.test(text);
  return { kind, meaning: isOrdinal ? { isBetween: true } : null, start, end };
}

function piecesOf(text: string, layers: Layers): Piece[] {
  const pieces: Piece[] = [];
  for (const match of plainApostrophes(text).matchAll(TOKEN)) {
    const [token, digits, word] = match;
    const [start, end] = [match.index, match.index + token.length];
    if (digits !== undefined) pieces.push({ kind: 'number', text: token, start, end });
    else if (word === undefined) pieces.push({ kind: 'mark', text: token, start, end });
    else if (RUN_TOGETHER.test(word)) pieces.push(...wordsOfRun(word, start, layers));
    else pieces.push({ kind: 'word', text: keyOf(word), start, end });
  }
  return pieces;
}

/** The longest known word at each place, and what is unknown between them. */
function wordsOfRun(run: string, offset: number, layers: Layers): Piece[] {
  const pieces: Piece[] = [];
  const whole = (from: number, to: number): Piece => ({
    kind: 'word',
    text: keyOf(run.slice(from, to)),
    start: offset + from,
    end: offset + to,
  });
  if (run.length > MAX_RUN_CHARS) return [whole(0, run.length)];
  let unknownFrom = 0;
  for (let at = 0; at < run.length;) {
    let length = Math.min(MAX_WORD_CHARS, run.length - at);
    while (length > 0 && !isKnown(keyOf(run.slice(at, at + length)), layers)) length -= 1;
    if (length > 0) {
      if (unknownFrom < at) pieces.push(whole(unknownFrom, at));
      pieces.push(whole(at, at + length));
      unknownFrom = at + length;
    }
    at += Math.max(1, length);
  }
  if (unknownFrom < run.length) pieces.push(whole(unknownFrom, run.length));
  return pieces;
}

function isKnown(word: string, layers: Layers): boolean {
  return layers.some(({ longest }) => longest.has(word));
}

/** The entry with the most tokens that begins here; of several vocabularies the first one that has it. */
function longestEntry(
  pieces: readonly Piece[],
  at: number,
  layers: Layers,
): { readonly meaning: Meaning; readonly to: number } | null {
  const first = pieces[at];
  if (first === undefined || first.kind !== 'word') return null;
  const most = Math.max(0, ...layers.map(({ longest }) => longest.get(first.text) ?? 0));
  if (most === 0) return null;
  const ends: { readonly key: string; readonly to: number }[] = [];
  let key = '';
  let used = 0;
  for (let to = at; to < pieces.length && used < most; to += 1) {
    const piece = pieces[to] as Piece;
    // Abbreviations have dots inside, compounds hyphens and apostrophes.
    if (piece.kind === 'mark') {
      if (!/[.\-'\u2019\u055a\uff07\u2032\u2035`\u00b4\u0970]/.test(piece.text)) break;
      continue;
    }
    key = used === 0 ? piece.text : `${key} ${piece.text}`;
    used += 1;
    ends.push({ key, to: to + 1 });
  }
  for (const { key: entry, to } of ends.reverse()) {
    for (const { words } of layers) {
      const meaning = words.get(entry);
      if (meaning !== undefined) return { meaning, to };
    }
  }
  return null;
}
