/** The runs of a paragraph as Markdown: marks opened and closed where Markdown reads them as such. */

import type { Escaping } from './escape.js';
import { settleMarks } from './marks.js';
import { markdownOf, piecesOf, type Piece } from './pieces.js';
import { DELETED, EMPHASIS, STRONG, type Run } from './runs.js';

const MARKS = [STRONG, EMPHASIS, DELETED] as const;
const SIGNS: Readonly<Record<number, string>> = { [STRONG]: '**', [EMPHASIS]: '*', [DELETED]: '~~' };

/** Text in one line, or with '\n' where the page breaks it. */
export function renderRuns(runs: readonly Run[], escaping: Escaping = {}): string {
  const [first] = runs;
  // Most paragraphs are words alone.
  const pieces = piecesOf(runs, renderRuns);
  const isPlain = pieces.every(({ marks }) => marks === 0);
  const own = { ...escaping, singles: isPlain && hasSingles(pieces) };
  if (first === undefined) return '';
  if (isPlain) return pieces.map((piece) => markdownOf(piece, own)).join('');
  return renderMarked(settleMarks(pieces), own);
}

/** Whether words hold at most one `*` and at most one `_`. */
function hasSingles(pieces: readonly Piece[]): boolean {
  let text = '';
  for (const piece of pieces) if (piece.kind === 'words') text += piece.text;
  return text.indexOf('*') === text.lastIndexOf('*') && text.indexOf('_') === text.lastIndexOf('_');
}

function renderMarked(pieces: readonly Piece[], escaping: Escaping): string {
  const ends = endsOf(pieces);
  const open: number[] = [];
  let text = '';
  for (const [at, piece] of pieces.entries()) {
    const keep = open.findIndex((mark) => (piece.marks & mark) === 0);
    if (keep >= 0) for (const mark of open.splice(keep).reverse()) text += SIGNS[mark];
    // Nothing opens in front of white space. What lasts longest is outside.
    const added = piece.kind === 'space' ? 0 : piece.marks;
    const opening = MARKS.filter((mark) => (added & mark) !== 0 && !open.includes(mark));
    opening.sort((a, b) => (ends[b]?.[at] ?? 0) - (ends[a]?.[at] ?? 0));
    for (const mark of opening) {
      text += SIGNS[mark];
      open.push(mark);
    }
    text += markdownOf(piece, escaping);
  }
  for (const mark of open.reverse()) text += SIGNS[mark];
  return text;
}

/** By mark and piece: the first piece from there on without the mark. */
function endsOf(pieces: readonly Piece[]): Readonly<Record<number, readonly number[]>> {
  const ends: Record<number, number[]> = {};
  for (const mark of MARKS) {
    const list = new Array<number>(pieces.length);
    let end = pieces.length;
    for (let at = pieces.length - 1; at >= 0; at -= 1) {
      if (((pieces[at]?.marks ?? 0) & mark) === 0) end = at;
      list[at] = end;
    }
    ends[mark] = list;
  }
  return ends;
}
