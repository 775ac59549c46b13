/** Runs as pieces of a line: words, white space, code, links; each is whole and has the marks that stand around it. */

import { codeSpan } from './fence.js';
import { escapeBrackets, escapeInline, linkTarget, type Escaping } from './escape.js';
import { CODE, isVisible, type Link, type Run } from './runs.js';

export interface Piece {
  /** Words are not escaped yet. */
  readonly kind: 'words' | 'space' | 'break' | 'markdown';
  readonly text: string;
  readonly marks: number;
  /** The same with marks inside it instead of around it, where that is possible. */
  readonly inside?: ((marks: number) => string) | undefined;
}

/** How runs become a line; handed in, because a link holds a line of its own. */
export type RenderLine = (runs: readonly Run[], escaping: Escaping) => string;

export function piecesOf(runs: readonly Run[], render: RenderLine): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < runs.length;) {
    const run = runs[at];
    if (run === undefined) break;
    let end = at + 1;
    if (run.link === null) pieces.push(...ofRun(run));
    else {
      while (end < runs.length && runs[end]?.link === run.link) end += 1;
      pieces.push(...ofLink(runs.slice(at, end), run.link, render));
    }
    at = end;
  }
  return pieces;
}

const SPACE: Piece = { kind: 'space', text: ' ', marks: 0 };

function ofRun({ kind, text, marks }: Run): Piece[] {
  if (kind === 'break') return [{ kind, text, marks: 0 }];
  if (kind === 'markdown') return [{ kind, text, marks: 0 }];
  const words = text.trim();
  if (words === '') return [SPACE];
  const isCode = (marks & CODE) !== 0;
  const own: Piece = isCode
    ? { kind: 'markdown', text: codeSpan(words), marks: marks & ~CODE }
    : { kind: 'words', text: words, marks };
  return withSpace(own, text.startsWith(' '), text.endsWith(' '));
}

function withSpace(piece: Piece, before: boolean, after: boolean): Piece[] {
  return [...(before ? [SPACE] : []), piece, ...(after ? [SPACE] : [])];
}

/** A link and the white space around its text. Marks that all of its text has stand around it. */
function ofLink(runs: readonly Run[], link: Link, render: RenderLine): Piece[] {
  const shown = runs.filter(isVisible);
  if (shown.length === 0) return runs.length === 0 ? [] : [SPACE];
  const common = shown.reduce((marks, run) => marks & run.marks, -1) & ~CODE;
  const isWhole = hasWholeBrackets(shown);
  const label = (added: number): string => {
    const inner = runs.map((run) => ({
      ...run,
      ...(run.kind === 'break' ? { kind: 'text' as const, text: ' ' } : {}),
      marks: (run.marks & ~common) | (run.kind === 'text' ? added : 0),
      link: null,
    }));
    return render(inner, { brackets: !isWhole }).trim();
  };
  const whole = (marks: number): string => `[${label(marks)}](${linkTarget(link.href)})`;
  const piece: Piece = { kind: 'markdown', text: whole(0), marks: common, inside: whole };
  return withSpace(piece, runs[0]?.text.startsWith(' ') === true, runs.at(-1)?.text.endsWith(' ') === true);
}

/** Whether brackets in the text are all closed, in which case they do not end a link. */
function hasWholeBrackets(runs: readonly Run[]): boolean {
  return escapeBrackets(runs.map(({ kind, text }) => (kind === 'text' ? text : '')).join('')) === null;
}

/** The text of a piece as it stands in the line. */
export function markdownOf({ kind, text }: Piece, escaping: Escaping): string {
  return kind === 'words' ? escapeInline(text, escaping) : text;
}
