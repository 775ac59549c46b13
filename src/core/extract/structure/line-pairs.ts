/** Labels and values in running text: "Label: value", a label above its value, several labels in one line. */

import { isTag, type Element } from 'domhandler';
import { BLOCKS } from '../text.js';
import type { Line, Segment } from './lines.js';
import { bare, LIKELY, MAX_LABEL_CHARS, POSSIBLE, SURE, type AddPair } from './pair.js';

const COLON = /^([^:\uff1a]{1,60})\s?[:\uff1a]\s?(\S.*)$/s;
const LABEL_TAGS = new Set(['b', 'strong', 'label', 'th', 'dt', 'em', 'i', 'h2', 'h3', 'h4', 'h5', 'h6']);
const LABEL_NAMES =
  /(?:^|[\s_-])(?:label|key|name|title|term|heading|header|caption|property|attribute|attr|th|dt|left)(?:$|[\s_-])/i;

/** The pairs that begin in this line; `lines` are all of the page, this one at `line.at`. */
export function pairsOfLine(line: Line, lines: readonly Line[], add: AddPair): void {
  const { text, segments } = line;
  const [first, second] = segments;
  if (first === undefined) return;
  const runs = pairsOfRun(line, add);
  const colon = runs ? null : COLON.exec(text);
  if (colon?.[1] !== undefined && colon[2] !== undefined) {
    add(colon[1], bare(colon[2]), valueHolder(segments), 'label:', SURE, partsOf(segments.slice(1)));
  }
  // A line of several parts may hold a pair in one of them.
  if (second !== undefined) {
    for (const segment of segments) {
      const inside = COLON.exec(segment.text);
      if (inside?.[1] !== undefined && inside[2] !== undefined)
        add(inside[1], bare(inside[2]), segment.holder, 'label:', SURE);
    }
  }
  if (second !== undefined && colon === null && !runs) {
    const rest = bare(meetsDigits(segments) ? joined(segments.slice(1)) : text.slice(first.text.length));
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
  if (text.length <= MAX_LABEL_CHARS) pairsOfNeighbours(line, lines, add);
}

/** A label in a line of its own, its value in the one below, or above. */
function pairsOfNeighbours(line: Line, lines: readonly Line[], add: AddPair): void {
  const { text, block, at, segments } = line;
  const next = lines[at + 1];
  if (next === undefined || next.region === 'chrome') return;
  const holder = segments[0]?.holder ?? block;
  const isMarked =
    LABEL_TAGS.has(block.name) || LABEL_TAGS.has(holder.name) || isNamedLabel(block) || isNamedLabel(holder);
  const together = standTogether(block, next.block);
  const inTurn = !together && standInTurn(line, lines);
  const endsInColon = /[:\uff1a]$/.test(text);
  if (!together && !endsInColon && !inTurn) return;
  const confidence = endsInColon ? (together ? SURE : LIKELY) : isMarked ? LIKELY : POSSIBLE;
  add(text, bare(next.text), next.block, 'label / value', confidence, partsBelow(next, lines));
  if (together && text.length <= 20 && AMOUNT.test(text))
    add(next.text, text, block, 'value / label', POSSIBLE);
}

/** "189", "15m", "1 hr 15 min". */
const AMOUNT = /^\d[\d.,\s]{0,12}(?:\p{L}{1,8}\.?(?:\s?\d{1,2}\s?\p{L}{1,8}\.?)?)?$/u;

const COLON_END = /[:\uff1a]$/;

/** The numbers of those that are labels: by the colon at their end, or by an element and class that no value has. */
function labelsOfRun(segments: readonly Segment[], block: Element): number[] {
  const numbersOf = (is: (segment: Segment) => boolean): number[] => {
    const found = segments.flatMap((segment, at) => (is(segment) ? [at] : []));
    const stand = found.every((at, nth) => found[nth + 1] !== at + 1);
    return stand && (found.length > 1 || (found[0] ?? 0) > 0) ? found : [];
  };
  const endsInColon = ({ text }: Segment): boolean => text.length <= MAX_LABEL_CHARS && COLON_END.test(text);
  const holder = (segments.find(endsInColon) ?? segments[0])?.holder ?? block;
  const isMarked = segments.some(endsInColon) || LABEL_TAGS.has(holder.name) || isNamedLabel(holder);
  const kind = holder !== block && isMarked ? kindOf(holder) : null;
  const byKind = numbersOf((segment) => endsInColon(segment) || kindOf(segment.holder) === kind);
  return byKind.length > 0 ? byKind : numbersOf(endsInColon);
}

const NUTRIENT = /^(?:protein|carb|(?:total |saturated )?fat|sodium|fib(?:er|re))/i;

/** Several labels in one line, each followed by its value. False when there are not two parts that may be some. */
function pairsOfRun({ segments, block }: Line, add: AddPair): boolean {
  const labels = segments.length < 4 ? [] : labelsOfRun(segments, block);
  if (labels.length === 0) return false;
  const isNutrition = labels.some((at) => NUTRIENT.test(segments[at]?.text ?? ''));
  for (const [nth, at] of labels.entries()) {
    const label = segments[at]?.text ?? '';
    // Among nutrients it is the size of a serving, not how many there are.
    if (isNutrition && /^serving/i.test(label)) continue;
    const values = segments.slice(at + 1, labels[nth + 1]);
    const value = bare(joined(values)).replace(/[\s,;/\u00b7]+$/, '');
    const holder = values.length === 1 ? (values[0]?.holder ?? null) : null;
    add(label, value, holder, 'label: run', COLON_END.test(label) ? SURE : LIKELY, partsOf(values));
  }
  return true;
}

function joined(segments: readonly Segment[]): string {
  return segments.map(({ text }) => text).join(' ');
}

/** Two numbers in elements of their own, with nothing between them, are not one. */
function meetsDigits(segments: readonly Segment[]): boolean {
  return segments.some(({ text }, at) => /\d$/.test(text) && /^\d/.test(segments[at + 1]?.text ?? ''));
}

const MAX_PARTS = 60;

/** Texts that have an element each, without what is between them. */
function partsOf(segments: readonly Segment[]): string[] {
  return segments
    .map(({ text }) => text.replace(/^[\s,;#|\u00b7\u2022/]+|[\s,;|\u00b7\u2022/]+$/g, ''))
    .filter((text) => text !== '');
}

/** The parts of the line, or of all items of the list that it begins. */
function partsBelow(line: Line, lines: readonly Line[]): string[] {
  if (line.block.name !== 'li') return partsOf(line.segments);
  const items: Segment[] = [];
  for (const { block, text } of lines.slice(line.at, line.at + MAX_PARTS)) {
    if (block.parent !== line.block.parent) break;
    items.push({ text, holder: block });
  }
  return partsOf(items);
}

/** The element that holds all but the label. */
function valueHolder(segments: readonly Segment[]): Element | null {
  return segments.length === 2 ? (segments[1]?.holder ?? null) : null;
}

function isNamedLabel({ attribs }: Element): boolean {
  return LABEL_NAMES.test((attribs['class'] ?? '').slice(0, 200));
}

const MAX_CLIMB = 3;

/**
 * Labels and values as siblings in turn, told apart by their class. A turn that begins with a value has its labels below, so
 * this line is no label of the next.
 */
function standInTurn({ at, block }: Line, lines: readonly Line[]): boolean {
  const [own, other] = [kindOf(block), kindOf(lines[at + 1]?.block)];
  if (own === other) return false;
  const inTurn = (no: number, kind: string): boolean => {
    const there = lines[no]?.block;
    return there !== undefined && there.parent === block.parent && kindOf(there) === kind;
  };
  if (!inTurn(at + 1, other) || !(inTurn(at + 2, own) || inTurn(at - 2, own))) return false;
  let first = at;
  while (at - first < 40 && inTurn(first - 1, other) && inTurn(first - 2, own)) first -= 2;
  return !inTurn(first - 1, other);
}

function kindOf(element: Element | undefined): string {
  return element === undefined ? '' : `${element.name}.${element.attribs['class'] ?? ''}`;
}

/** True when some small element holds these two blocks and no third: a row of two columns. */
function standTogether(a: Element, b: Element): boolean {
  const above = [a, ...parentsOf(a)];
  for (const [steps, holder] of [b, ...parentsOf(b)].entries()) {
    const at = above.indexOf(holder);
    if (at < 0) continue;
    // The value stands in the very element whose first child is the label's.
    if (steps === 0 && at === 1) return countElements(holder, BLOCKS) === 1 && firstElement(holder) === a;
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

function firstElement({ children }: Element): Element | undefined {
  return children.find(isTag);
}

function countElements({ children }: Element, names?: ReadonlySet<string>): number {
  let count = 0;
  for (const child of children) {
    if (isTag(child) && (names === undefined || names.has(child.name))) count += 1;
    if (count > 2) break;
  }
  return count;
}
