/**
 * The part of a page's text that a model is shown: everything when it fits the budget, or else the lines that share words
 * with what is asked, with what stands around them, and then the beginning of the main part.
 */

import { wordsOf } from '../extract/field-name.js';
import { everyField, type Schema, type SchemaField } from '../schema.js';
import { speaksToModel } from './instructions.js';
import type { PageLine, Question } from './question.js';
import { estimateTokens } from './tokens.js';

const MAX_LINE_CHARS = 600;
const MAX_LINES = 20_000;
/** How much of a line's weight its neighbours get: a label and its value are often lines of their own. */
const NEIGHBOURS = [0.6, 0.4];
const GAP = '\u2026';

interface Weighed {
  readonly at: number;
  readonly text: string;
  readonly tokens: number;
  weight: number;
}

export function selectPassages(lines: readonly PageLine[], fields: Schema, maxTokens: number): string {
  const pieces = lines
    .slice(0, MAX_LINES)
    .flatMap(({ text, isMain }) => cut(text).map((piece) => ({ text: piece, isMain })))
    .filter(({ text }) => !speaksToModel(text));
  const weighed = weigh(pieces, fields);
  let left = maxTokens;
  const taken = new Set<number>();
  for (const line of weighed.toSorted((a, b) => b.weight - a.weight || a.at - b.at)) {
    if (line.tokens > left) continue;
    left -= line.tokens;
    taken.add(line.at);
  }
  return join(weighed, taken);
}

/** The same question with the best of its passages, of at most `maxTokens`. */
export function withFewerPassages(question: Question, maxTokens: number): Question {
  const lines = question.passages
    .split('\n')
    .filter((text) => text !== GAP)
    .map((text) => ({ text, isMain: true }));
  return { ...question, passages: selectPassages(lines, question.fields, maxTokens) };
}

/** Long lines in pieces, ended where words end. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MAX_LINE_CHARS) {
    const space = rest.lastIndexOf(' ', MAX_LINE_CHARS);
    const end = space > MAX_LINE_CHARS / 2 ? space : MAX_LINE_CHARS;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function weigh(lines: readonly PageLine[], fields: Schema): Weighed[] {
  const wanted = new Set(everyField(fields).flatMap(wordsOfField));
  const wantsDigits = everyField(fields).some(({ type }) => /integer|float|date/.test(type));
  const own = lines.map(({ text, isMain }) => {
    const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    const hits = [...wanted].filter((word) => words.has(word)).length;
    const weight = hits / Math.sqrt(1 + words.size / 8) + (wantsDigits && /\d/.test(text) ? 0.1 : 0);
    return isMain ? weight : weight / 3;
  });
  return lines.map(({ text, isMain }, at) => {
    const around = NEIGHBOURS.map((share, distance) => {
      const before = own[at - 1 - distance] ?? 0;
      const after = own[at + 1 + distance] ?? 0;
      return share * Math.max(before, after);
    });
    // What the page begins with says what it is about.
    const early = isMain ? 0.3 / (1 + at / 20) : 0;
    // One more, for the line break.
    return { at, text, tokens: estimateTokens(text) + 1, weight: Math.max(own[at] ?? 0, ...around) + early };
  });
}

const FILLERS = new Set(
  'a an and as at by for from if in is it its of on or shown the to value was with'.split(' '),
);

function wordsOfField({ field, hint, ...rest }: SchemaField): string[] {
  const example = 'example' in rest ? rest.example : undefined;
  const shown = typeof example === 'string' ? wordsOf(example.slice(0, 60)) : [];
  const words = [...wordsOf(field), ...wordsOf(hint ?? ''), ...shown];
  const stems = words.flatMap((word) =>
    word.length > 3 && word.endsWith('s') ? [word, word.slice(0, -1)] : [word],
  );
  return stems.filter((word) => word.length > 1 && !FILLERS.has(word));
}

function join(lines: readonly Weighed[], taken: ReadonlySet<number>): string {
  const shown: string[] = [];
  let last = -1;
  for (const { at, text } of lines) {
    if (!taken.has(at)) continue;
    if (at !== last + 1) shown.push(GAP);
    shown.push(text);
    last = at;
  }
  return shown.join('\n');
}
