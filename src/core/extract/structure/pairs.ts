/** Labels and the values they stand by: rows of two cells, definition lists, "Label: value" in one line or in two. */

import { isTag, type Element } from 'domhandler';
import { nameKey } from '../field-name.js';
import { shownText } from '../text.js';
import type { Grid } from './grid.js';
import type { Line, Segment } from './lines.js';

export interface Pair {
  /** Comparable form of the label. */
  readonly key: string;
  readonly value: string;
  /** Where the value stands, when an element of its own holds it. */
  readonly holder: Element | null;
  readonly path: string;
  readonly confidence: number;
}

const MAX_LABEL_CHARS = 60;
const MAX_VALUE_CHARS = 4_000;
const MAX_PAIRS = 5_000;
const MAX_ROWS = 400;

const SURE = 0.8;
/** A label that only its element or its place marks as one. */
const LIKELY = 0.7;
const POSSIBLE = 0.6;

/** All pairs whose label is `wanted`, in the order of trust in where they stand. */
export function findPairs(
  lines: readonly Line[],
  grids: readonly Grid[],
  terms: readonly Element[],
  isWanted: (key: string) => boolean,
): Pair[] {
  const pairs: Pair[] = [];
  const add = (
    label: string,
    value: string,
    holder: Element | null,
    path: string,
    confidence: number,
  ): void => {
    if (pairs.length >= MAX_PAIRS || value === '' || value.length > MAX_VALUE_CHARS) return;
    const key = labelKey(label);
    if (key !== '' && isWanted(key)) pairs.push({ key, value, holder, path, confidence });
  };
  for (const grid of grids) pairsOfGrid(grid, add);
  for (const term of terms) pairsOfTerm(term, add);
  for (const line of lines) {
    if (line.region !== 'chrome') pairsOfLine(line, lines[line.at + 1], add);
  }
  return pairs;
}

type Add = (label: string, value: string, holder: Element | null, path: string, confidence: number) => void;

function labelKey(label: string): string {
  if (label.length > MAX_LABEL_CHARS) return '';
  return nameKey(label.replace(/\([^)]{0,40}\)/g, ' '));
}

function bare(value: string): string {
  return value.replace(/^[\s:\uff1a\u2013\u2014|\u2022-]+(?![\d.,])|^[\s:\uff1a|]+|[\s|]+$/g, '');
}

/** Rows of a label and a value; of several in turn when the labels are th. */
function pairsOfGrid({ rows, headRows, width }: Grid, add: Add): void {
  if (width < 2 || rows.length > MAX_ROWS) return;
  // A table with headings of its own is about many things, except when they head two columns only.
  if (headRows > 0 && headRows < rows.length && width > 2) return pairsOfSingleRow(rows, headRows, add);
  for (const row of rows) {
    const cells = [...new Set(row.filter((cell) => cell !== undefined))];
    const labels = cells.filter(({ isHeader }) => isHeader).length;
    const alternate = cells.every(({ isHeader }, at) => isHeader === (at % 2 === 0));
    if (cells.length !== 2 && !(labels > 0 && alternate)) continue;
    for (let at = 0; at + 1 < cells.length; at += 2) {
      const [label, value] = [cells[at], cells[at + 1]];
      if (label && value)
        add(label.text, bare(value.text), value.element, 'tr', label.isHeader ? SURE : LIKELY);
    }
  }
}

/** One row below the headings is a record written across. */
function pairsOfSingleRow(rows: Grid['rows'], headRows: number, add: Add): void {
  const body = rows.slice(headRows);
  if (body.length !== 1) return;
  const heads = rows[headRows - 1] ?? [];
  for (const [at, cell] of (body[0] ?? []).entries()) {
    if (cell) add(heads[at]?.text ?? '', bare(cell.text), cell.element, 'th', LIKELY);
  }
}

function pairsOfTerm(term: Element, add: Add): void {
  let next = term.next;
  while (next !== null && !isTag(next)) next = next.next;
  if (next === null || !isTag(next) || next.name !== 'dd') return;
  add(
    shownText(term, { chars: 200, nodes: 100 }),
    bare(shownText(next, { chars: MAX_VALUE_CHARS, nodes: 1_000 })),
    next,
    'dt',
    SURE,
  );
}

const COLON = /^([^:\uff1a]{1,60})\s?[:\uff1a]\s?(\S.*)$/s;
const LABEL_TAGS = new Set(['b', 'strong', 'label', 'th', 'dt', 'em', 'i', 'h2', 'h3', 'h4', 'h5', 'h6']);
const LABEL_NAMES =
  /(?:^|[\s_-])(?:label|key|name|title|term|heading|header|caption|property|attribute|attr|th|dt|left)(?:$|[\s_-])/i;

function pairsOfLine(line: Line, next: Line | undefined, add: Add): void {
  const { text, segments } = line;
  const [first, second] = segments;
  if (first === undefined) return;
  const colon = COLON.exec(text);
  if (colon?.[1] !== undefined && colon[2] !== undefined) {
    add(colon[1], bare(colon[2]), valueHolder(segments), 'label:', SURE);
  }
  // A line of several parts may hold a pair in one of them.
  if (second !== undefined) {
    for (const segment of segments) {
      const inside = COLON.exec(segment.text);
      if (inside?.[1] !== undefined && inside[2] !== undefined)
        add(inside[1], bare(inside[2]), segment.holder, 'label:', SURE);
    }
  }
  if (second !== undefined && colon === null) {
    const rest = bare(text.slice(first.text.length));
    const isMarked = LABEL_TAGS.has(first.holder.name) || isNamedLabel(first.holder);
    add(first.text, rest, valueHolder(segments), 'label', isMarked ? LIKELY : POSSIBLE);
    // "3 Bedrooms": the value stands first and is a number.
    if (segments.length === 2 && /\d/.test(first.text) && first.text.length <= 20) {
      add(second.text, first.text, first.holder, 'value label', POSSIBLE);
    }
  }
  const counted = /^(\d{1,6}(?:[.,]\d{1,3})?)\s?(\p{L}[\p{L}\s().]{1,40})$/u.exec(text);
  if (counted?.[1] !== undefined && counted[2] !== undefined)
    add(counted[2], counted[1], null, 'value label', LIKELY);
  if (next === undefined || text.length > MAX_LABEL_CHARS) return;
  if (next.region === 'chrome') return;
  const together = standTogether(line.block, next.block);
  const endsInColon = /[:\uff1a]$/.test(text);
  if (!together && !endsInColon) return;
  const isMarked =
    LABEL_TAGS.has(line.block.name) ||
    LABEL_TAGS.has(first.holder.name) ||
    isNamedLabel(line.block) ||
    isNamedLabel(first.holder);
  const confidence = endsInColon ? (together ? SURE : LIKELY) : isMarked ? LIKELY : POSSIBLE;
  add(text, bare(next.text), next.block, 'label / value', confidence);
  if (together && /^\d[\d.,\s]{0,12}$/.test(text))
    add(next.text, text, line.block, 'value / label', POSSIBLE);
}

/** The element that holds all but the label. */
function valueHolder(segments: readonly Segment[]): Element | null {
  return segments.length === 2 ? (segments[1]?.holder ?? null) : null;
}

function isNamedLabel({ attribs }: Element): boolean {
  return LABEL_NAMES.test((attribs['class'] ?? '').slice(0, 200));
}

const MAX_CLIMB = 3;

/** True when some small element holds these two blocks and no third: a row of two columns. */
function standTogether(a: Element, b: Element): boolean {
  const above = [a, ...parentsOf(a)];
  for (const [steps, holder] of [b, ...parentsOf(b)].entries()) {
    const at = above.indexOf(holder);
    if (at < 0) continue;
    return at <= MAX_CLIMB && steps <= MAX_CLIMB && (at > 0 || steps > 0) && countElements(holder) === 2;
  }
  return false;
}

function parentsOf(element: Element): Element[] {
  const parents: Element[] = [];
  let { parent } = element;
  while (parent !== null && isTag(parent) && parents.length < MAX_CLIMB) {
    parents.push(parent);
    parent = parent.parent;
  }
  return parents;
}

function countElements({ children }: Element): number {
  let count = 0;
  for (const child of children) {
    if (isTag(child)) count += 1;
    if (count > 2) break;
  }
  return count;
}
