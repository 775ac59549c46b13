/**
 * Marks where Markdown reads them. A mark beside a punctuation mark on its inner side and a letter on its outer side is
 * none (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run): the punctuation is put outside, or the mark into
 * the link that it stands around, or it is dropped.
 */

import type { Piece } from './pieces.js';

export function settleMarks(all: readonly Piece[]): readonly Piece[] {
  const pieces = markSpaces(all);
  const settled: Piece[] = [];
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1];
    const before = settled.at(-1);
    settled.push(
      ...settle(piece, piece.marks & ~(before?.marks ?? 0), piece.marks & ~(next?.marks ?? 0), before, next),
    );
  }
  return settled;
}

/** White space has the marks that both its sides have; breaks have none. */
function markSpaces(all: readonly Piece[]): Piece[] {
  const pieces = [...all];
  let next = 0;
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    const piece = pieces[at];
    if (piece === undefined) continue;
    if (piece.kind === 'space') pieces[at] = { ...piece, marks: next };
    else next = piece.marks;
  }
  let last = 0;
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'space') pieces[at] = { ...piece, marks: piece.marks & last };
    else last = piece.marks;
  }
  return pieces;
}

/** One piece, given which marks open at its start and close at its end. */
function settle(piece: Piece, opening: number, closing: number, before?: Piece, after?: Piece): Piece[] {
  const { kind, text, marks, inside } = piece;
  if (kind === 'space' || kind === 'break' || (opening | closing) === 0) return [piece];
  const isGluedBefore = opening !== 0 && endsWithWord(before);
  const isGluedAfter = closing !== 0 && startsWithWord(after);
  if (kind === 'markdown') {
    if (!isGluedBefore && !isGluedAfter) return [piece];
    const wrong = (isGluedBefore ? opening : 0) | (isGluedAfter ? closing : 0);
    return [{ kind, text: inside?.(wrong) ?? text, marks: marks & ~wrong }];
  }
  const [, head = '', middle = '', tail = ''] = split(text, isGluedBefore, isGluedAfter);
  if (middle === '') return [{ kind, text, marks: marks & ~(opening | closing) }];
  return [
    ...(head === '' ? [] : [{ kind, text: head, marks: marks & ~opening }]),
    { kind, text: middle, marks },
    ...(tail === '' ? [] : [{ kind, text: tail, marks: marks & ~closing }]),
  ];
}

/** What is between punctuation at the start and at the end, of which only what has to is split off. */
function split(text: string, atStart: boolean, atEnd: boolean): readonly string[] {
  let start = 0;
  let end = text.length;
  if (atStart) while (start < end && isPunctuation(text.charAt(start))) start += 1;
  if (atEnd) while (end > start && isPunctuation(text.charAt(end - 1))) end -= 1;
  return [text, text.slice(0, start), text.slice(start, end), text.slice(end)];
}

function isPunctuation(character: string): boolean {
  return /[\p{P}\p{S}\s]/u.test(character);
}

function endsWithWord(piece: Piece | undefined): boolean {
  return piece?.kind === 'words' && !isPunctuation(piece.text.slice(-1));
}

function startsWithWord(piece: Piece | undefined): boolean {
  return piece?.kind === 'words' && !isPunctuation(piece.text.charAt(0));
}
