/** Labels and the values they stand by: rows of two cells, definition lists, "Label: value" in one line or in two. */

import { isTag, type Element } from 'domhandler';
import { nameKey } from '../field-name.js';
import { shownText, textLines } from '../text.js';
import type { Grid } from './grid.js';
import { isSilent, standsHidden } from './hidden.js';
import { labelForms } from './label-forms.js';
import type { Line } from './lines.js';
import { pairsOfLine } from './line-pairs.js';
import { bare, LIKELY, MAX_LABEL_CHARS, SURE, type AddPair, type Pair, type TakePair } from './pair.js';

const MAX_VALUE_CHARS = 4_000;
const MAX_PAIRS = 5_000;
const MAX_ROWS = 400;
const BESIDE = 0.15;
/** What is not shown may wait for a script, or be that of another choice. */
const UNSEEN = 0.1;

/** All pairs whose label is `wanted`, in the order of trust in where they stand. */
export function findPairs(
  lines: readonly Line[],
  grids: readonly Grid[],
  terms: readonly Element[],
  isWanted: (key: string) => boolean,
): Pair[] {
  const pairs: Pair[] = [];
  let at: Element | null = null;
  const wantedForm = (label: string): string | undefined =>
    labelForms(labelKey(label)).find((form) => form !== '' && isWanted(form));
  const wants = (label: string): boolean => wantedForm(label) !== undefined;
  const take: TakePair = (label, value, path, confidence, parts) => {
    if (pairs.length >= MAX_PAIRS || value === '' || value.length > MAX_VALUE_CHARS) return;
    const key = wantedForm(label);
    if (key === undefined) return;
    const isUnseen = at !== null && (standsHidden(at) || isSilent(at));
    const pair = { key, value, path, confidence: confidence - (isUnseen ? UNSEEN : 0) };
    pairs.push(parts === undefined || parts.length < 2 ? pair : { ...pair, parts });
  };
  const add: AddPair = Object.assign(take, { wants });
  // What stands beside is mostly about something else: only the clearest labels there.
  const takeBeside: TakePair = (label, value, path, confidence, parts) =>
    take(label, value, path, confidence - BESIDE, parts);
  const addBeside: AddPair = Object.assign(takeBeside, { wants });
  for (const grid of grids) {
    at = grid.element;
    pairsOfGrid(grid, add);
  }
  for (const term of terms) {
    at = term;
    pairsOfTerm(term, add);
  }
  for (const line of lines) {
    at = line.block;
    if (line.region === 'main') pairsOfLine(line, lines, add);
    else if (line.region === 'aside') pairsOfLine(line, lines, addBeside);
  }
  return pairs;
}

function labelKey(label: string): string {
  if (label.length > MAX_LABEL_CHARS) return '';
  return nameKey(label.includes('(') ? label.replace(/\([^)]{0,40}\)/g, ' ') : label);
}

/** Rows of a label and a value; of several in turn when the labels are th. */
function pairsOfGrid({ rows, headRows, width }: Grid, add: AddPair): void {
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
      if (label && value) add(label.text, bare(value.text), 'tr', label.isHeader ? SURE : LIKELY);
    }
  }
}

/** One row below the headings is a record written across. */
function pairsOfSingleRow(rows: Grid['rows'], headRows: number, add: AddPair): void {
  const body = rows.slice(headRows);
  if (body.length !== 1) return;
  const heads = rows[headRows - 1] ?? [];
  for (const [at, cell] of (body[0] ?? []).entries()) {
    if (cell) add(heads[at]?.text ?? '', bare(cell.text), 'th', LIKELY);
  }
}

function pairsOfTerm(term: Element, add: AddPair): void {
  let next = term.next;
  while (next !== null && !isTag(next)) next = next.next;
  if (next === null || !isTag(next) || next.name !== 'dd') return;
  // A label may hold an explanation of itself, in a line of its own.
  const lines = textLines(term, { chars: 200, nodes: 100 });
  const whole = lines.join(' ');
  const label = whole.length <= MAX_LABEL_CHARS ? whole : (lines[0] ?? '');
  if (!add.wants(label)) return;
  add(label, bare(shownText(next, { chars: MAX_VALUE_CHARS, nodes: 1_000 })), 'dt', SURE, linesOf(next));
}

const MAX_PART_LINES = 60;

/** What the value has in lines of their own: the items of a list, the parts between line breaks. */
function linesOf(value: Element): string[] {
  return value.children.some(isTag)
    ? textLines(value, { chars: MAX_VALUE_CHARS, nodes: 1_000 }).slice(0, MAX_PART_LINES)
    : [];
}
