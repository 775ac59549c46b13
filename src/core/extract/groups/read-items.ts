/** Reads the items of a group into its tree of spots. */

import { isTag, isText, type Element } from 'domhandler';
import { BLOCKS, collapse, isHidden, isInvisible } from '../text.js';
import type { Group } from './group.js';
import { lineTexts } from './line-texts.js';
import { classTokens } from './signature.js';
import { noteNames, readAttributes } from './read-attributes.js';
import { BEHIND, newSpot, setValue, type Spot } from './spot.js';

/** Shared by all groups of a page. */
export interface ReadBudget {
  nodes: number;
  chars: number;
}

export function newReadBudget(): ReadBudget {
  return { nodes: 60_000, chars: 3_000_000 };
}

const MAX_DEPTH = 30;
const MAX_SPOTS = 40;
const MAX_TEXT = 6_000;
const MAX_LABEL = 30;
const MAX_PIECES = 12;

/** Between the pieces of a line. */
const SEPARATORS = /^[|\u00b7\u2022/]+\s+|\s+[|\u00b7\u2022/]+$/g;

/** Choices and buttons say what can be done, not what the thing is. */
const PASSED = new Set(['select', 'textarea', 'input', 'button', 'option', 'iframe', 'object', 'canvas']);
/** Formatting: its text belongs to the sentence around it. */
const INLINE = new Set([
  'b',
  'strong',
  'i',
  'em',
  'code',
  'span',
  'u',
  'mark',
  'abbr',
  'sup',
  'sub',
  'small',
  'q',
  'wbr',
  'font',
  'bdi',
  'p',
]);

interface Reading {
  readonly item: number;
  readonly budget: ReadBudget;
  /** Where other items begin that stand in this one. */
  readonly others: ReadonlySet<Element>;
}

const NO_OTHERS: ReadonlySet<Element> = new Set();

/** The tree of the whole group; its first level are the steps of the items' roots. */
export function readItems(group: Group, budget: ReadBudget): Spot {
  const root = newSpot('', [], 1, null);
  const others = group.isNested
    ? new Set(group.items.flatMap((roots) => roots.map(({ element }) => element)))
    : NO_OTHERS;
  for (const [item, roots] of group.items.entries()) {
    let before = '';
    for (const { element, step } of roots) {
      if (budget.nodes <= 0 || budget.chars <= 0) return root;
      const spot = spotIn(root, step === '' ? element.name : step, element, 1);
      noteLabel(spot, '', before);
      const text = readElement(element, spot, { item, budget, others }, 0);
      if (roots.length === 1) readLine(element, spot, item, budget);
      before = labelOf(text);
    }
  }
  return root;
}

function readLine(element: Element, spot: Spot, item: number, budget: ReadBudget): void {
  const line = lineTexts(element);
  if (line === null) return;
  budget.chars -= line.before.length + line.behind.length;
  const set = (name: string, text: string): void => {
    if (text !== '') setValue(spot, `line ${name}`, item, text);
  };
  set('before', line.before);
  set('behind', line.behind);
  if (line.columns.length > 1) line.columns.forEach((text, at) => set(String(at + 1), text));
}

function spotIn(parent: Spot, key: string, element: Element, nth: number): Spot {
  const found = parent.below.get(key);
  if (found !== undefined) return found;
  const spot = newSpot(element.name, classTokens(element), nth, parent);
  parent.below.set(key, spot);
  return spot;
}

/** Gives the text of the element, white space and all. */
function readElement(element: Element, spot: Spot, reading: Reading, depth: number): string {
  const { item, budget, others } = reading;
  budget.nodes -= 1;
  spot.items.add(item);
  if (spot.items.size <= 3) noteNames(spot, element);
  readAttributes(element, spot, item);
  let text = '';
  let own = '';
  let label = '';
  /** A number in an element of its own, which the words behind it name. */
  let counted: Spot | null = null;
  const pieces: { text: string; label: string }[] = [];
  let hasElements = false;
  const met = new Map<string, number>();
  for (const child of element.children) {
    if (budget.nodes <= 0 || budget.chars <= 0) break;
    if (isText(child)) {
      const piece = child.data.length > MAX_TEXT ? child.data.slice(0, MAX_TEXT) : child.data;
      budget.chars -= piece.length;
      text += piece;
      own += piece;
      if (!/[^\s\u00a0]/.test(piece)) continue;
      const shown = collapse(piece).replace(SEPARATORS, '');
      pieces.push({ text: shown, label });
      label = counted === null ? labelOf(shown) : '';
      if (counted !== null) noteLabel(counted, BEHIND, labelOf(shown));
      counted = null;
      continue;
    }
    if (!isTag(child) || isInvisible(child) || PASSED.has(child.name) || others.has(child)) continue;
    if (child.name === 'br') {
      [text, own] = [`${text} `, `${own} `];
      continue;
    }
    if (child.name !== 'meta' && (isHidden(child) || depth >= MAX_DEPTH)) continue;
    hasElements = true;
    const { inner, below } = readChild(child, spot, reading, depth, met, label);
    counted = /^\s*\d[\d.,]*\s*$/.test(inner) ? below : null;
    if (isLeftOut(child)) continue;
    const gap = BLOCKS.has(child.name) ? ' ' : '';
    text += gap + inner + gap;
    if (INLINE.has(child.name)) own += gap + inner + gap;
    if (/\S/.test(inner)) label = labelOf(collapse(inner));
  }
  if (text.length > MAX_TEXT) return text.slice(0, MAX_TEXT);
  const whole = collapse(text);
  if (whole !== '') setValue(spot, 'text', item, whole);
  const ownText = hasElements ? collapse(own) : '';
  if (ownText !== '' && ownText !== whole) setValue(spot, 'own', item, ownText);
  if (hasElements) {
    for (const [at, { text: piece, label: front }] of pieces.slice(0, MAX_PIECES).entries()) {
      if (piece === '') continue;
      setValue(spot, `piece ${at + 1}`, item, piece);
      noteLabel(spot, `piece ${at + 1}`, front);
    }
  }
  return text;
}

const STRUCK = new Set(['del', 's', 'strike']);
const UNSEEN = /(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text)(?:\s|$)/i;

/** What no longer holds, as a price before the sale, and what is read aloud only, is a place of its own but no part of the text around it. */
function isLeftOut({ name, attribs }: Element): boolean {
  return STRUCK.has(name) || (attribs['class'] !== undefined && UNSEEN.test(attribs['class']));
}

function readChild(
  child: Element,
  spot: Spot,
  reading: Reading,
  depth: number,
  met: Map<string, number>,
  label: string,
): { inner: string; below: Spot | null } {
  const tokens = classTokens(child);
  const sign = `${child.name}.${tokens.join('.')}`;
  const nth = (met.get(sign) ?? 0) + 1;
  met.set(sign, nth);
  const key = nth === 1 ? sign : `${sign}:${nth}`;
  if (!spot.below.has(key) && spot.below.size >= MAX_SPOTS) return { inner: '', below: null };
  const below = spotIn(spot, key, child, nth);
  noteLabel(below, '', label);
  return { inner: readElement(child, below, reading, depth + 1), below };
}

/** A short text that may say what follows: "Posted by:", "in". */
function labelOf(text: string): string {
  return text.length <= MAX_LABEL ? text : '';
}

function noteLabel(spot: Spot, piece: string, label: string): void {
  if (label === '') return;
  let counts = spot.labels.get(piece);
  if (counts === undefined) spot.labels.set(piece, (counts = new Map<string, number>()));
  if (counts.size < 50 || counts.has(label)) counts.set(label, (counts.get(label) ?? 0) + 1);
}
