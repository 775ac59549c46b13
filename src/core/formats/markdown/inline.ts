/** The runs of a paragraph as Markdown: marks opened and closed where Markdown reads them as such. */

import { codeSpan } from './fence.js';
import { escapeBrackets, escapeInline, target } from './escape.js';
import { CODE, DELETED, EMPHASIS, STRONG, type Link, type Run } from './runs.js';

const MARKS = [STRONG, EMPHASIS, DELETED] as const;
const SIGNS: Readonly<Record<number, string>> = { [STRONG]: '**', [EMPHASIS]: '*', [DELETED]: '~~' };

/** A piece of a line that is never broken, and its marks. */
interface Piece {
  /** As it will stand there. */
  markdown: string;
  marks: number;
  /** Characters outside, for telling whether a mark may stand beside it. */
  readonly isText: boolean;
}

/** Text in one line, or with '\n' where the page breaks it. */
export function renderRuns(runs: readonly Run[]): string {
  return renderPieces(piecesOf(runs));
}

function piecesOf(runs: readonly Run[]): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < runs.length;) {
    const run = runs[at];
    if (run === undefined) break;
    if (run.link === null) {
      pieces.push(...pieceOf(run));
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < runs.length && runs[end]?.link === run.link) end += 1;
    pieces.push(...linkPieces(runs.slice(at, end), run.link));
    at = end;
  }
  return pieces;
}

function pieceOf({ text, marks, isRaw }: Run): Piece[] {
  if (text === '\n') return [{ markdown: '\n', marks: 0, isText: true }];
  if (isRaw) return [{ markdown: text, marks: 0, isText: false }];
  const [, before = '', inner = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? [];
  if (inner === '') return [{ markdown: ' ', marks: marks & ~CODE, isText: true }];
  const isCode = (marks & CODE) !== 0;
  const own: Piece = {
    markdown: isCode ? codeSpan(inner) : escapeInline(inner),
    marks: marks & ~CODE,
    isText: !isCode,
  };
  return [...space(before), own, ...space(after)];
}

function space(text: string): Piece[] {
  return text === '' ? [] : [{ markdown: ' ', marks: 0, isText: true }];
}

/** A link and the white space around its text; marks of all its text stand around it. */
function linkPieces(runs: readonly Run[], link: Link): Piece[] {
  const texts = runs.filter(({ text, isRaw }) => isRaw || text.trim() !== '');
  const common = texts.reduce((marks, run) => marks & (run.isRaw ? 0 : run.marks), -1) & ~CODE;
  const inner = runs.map((run) => ({
    ...run,
    text: run.text === '\n' ? ' ' : run.text,
    marks: run.marks & ~common,
    link: null,
  }));
  const markdown = renderRuns(inner);
  const text = markdown.trim();
  if (text === '') return space(markdown);
  const hasPicture = texts.some(({ isRaw }) => isRaw);
  const label = hasPicture ? text : escapeBrackets(text);
  return [
    ...space(/^\s/.test(markdown) ? ' ' : ''),
    { markdown: `[${label}](${target(link.href)})`, marks: texts.length === 0 ? 0 : common, isText: false },
    ...space(/\s$/.test(markdown) ? ' ' : ''),
  ];
}

function renderPieces(all: readonly Piece[]): string {
  const pieces = settleMarks(all);
  const ends = endsOf(pieces);
  const open: number[] = [];
  let text = '';
  for (const [at, { markdown, marks }] of pieces.entries()) {
    const keep = open.findIndex((mark) => (marks & mark) === 0);
    if (keep >= 0) for (const mark of open.splice(keep).reverse()) text += SIGNS[mark];
    const opening = MARKS.filter((mark) => (marks & mark) !== 0 && !open.includes(mark));
    // What lasts longest is outside.
    opening.sort((a, b) => (ends[b]?.[at] ?? 0) - (ends[a]?.[at] ?? 0));
    for (const mark of opening) {
      text += SIGNS[mark];
      open.push(mark);
    }
    text += markdown;
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

/** White space has the marks of both its sides; a mark that Markdown would not read where it stands is moved or dropped. */
function settleMarks(all: readonly Piece[]): readonly Piece[] {
  if (all.every(({ marks }) => marks === 0)) return all;
  const pieces = all.map((piece) => ({ ...piece }));
  for (const [at, piece] of pieces.entries())
    if (piece.markdown === ' ' && piece.isText)
      piece.marks = (pieces[at - 1]?.marks ?? 0) & marksAfter(pieces, at);
  return pieces;
}

function marksAfter(pieces: readonly Piece[], at: number): number {
  return pieces[at + 1]?.marks ?? 0;
}
