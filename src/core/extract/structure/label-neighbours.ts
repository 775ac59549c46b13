/** A label in a line of its own, its value in the one below, or above. */

import { isTag, type Element } from 'domhandler';
import { BLOCKS } from '../text.js';
import { chainOf } from './ancestors.js';
import { COLON_END, isLabel, kindOf, partsOf } from './label-marks.js';
import type { Line, Segment } from './lines.js';
import { bare, LIKELY, POSSIBLE, SURE, type AddPair } from './pair.js';

export function pairsOfNeighbours(line: Line, lines: readonly Line[], add: AddPair): void {
  const { text, block, at, segments } = line;
  const next = lines[at + 1];
  if (next === undefined || next.region === 'chrome') return;
  const isAmount = text.length <= 20 && AMOUNT.test(text);
  if (!add.wants(text) && !(isAmount && add.wants(next.text))) return;
  const holder = segments[0]?.holder ?? block;
  const isMarked = isLabel(block) || isLabel(holder);
  const together = standTogether(block, next.block);
  const inTurn = !together && standInTurn(line, lines);
  const endsInColon = COLON_END.test(text);
  if (!together && !endsInColon && !inTurn) return;
  if (isEmpty(line, next, together)) return;
  const confidence = endsInColon ? (together ? SURE : LIKELY) : isMarked ? LIKELY : POSSIBLE;
  add(text, bare(next.text), 'label / value', confidence, partsBelow(next, lines));
  if (together && isAmount) add(next.text, text, 'value / label', POSSIBLE);
}

const CELLS = new Set(['td', 'th', 'li', 'dt', 'dd']);
const LABELLED = /^\p{L}[^:\uff1a]{0,40}[:\uff1a](?!\/\/)/u;

/** Whether the label has no value: what comes next is the next label, or stands outside of its row, item or list. */
function isEmpty({ text, block }: Line, next: Line, together: boolean): boolean {
  if (next.block.name === 'dt' || (COLON_END.test(text) && COLON_END.test(next.text))) return true;
  if (kindOf(block) === kindOf(next.block) && COLON_END.test(text) && LABELLED.test(next.text)) return true;
  if (CELLS.has(block.name))
    return !(chainOf(next.block, MAX_CLIMB).includes(block) || isBeside(block, next.block));
  return !together && /^h[1-6]$/.test(next.block.name) && !isLabel(block);
}

/** In the same row or list; a row of one cell heads the one below it. */
function isBeside(cell: Element, next: Element): boolean {
  const row = cell.parent;
  if (row === null || !isTag(row)) return false;
  return chainOf(next, MAX_CLIMB).includes(row) || (row.name === 'tr' && countElements(row) === 1);
}

/** "189", "15m", "1 hr 15 min". */
const AMOUNT = /^\d[\d.,\s]{0,12}(?:\p{L}{1,8}\.?(?:\s?\d{1,2}\s?\p{L}{1,8}\.?)?)?$/u;

const MAX_PARTS = 60;

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

/** True when some small element holds these two blocks and no third: a row of two columns. */
function standTogether(a: Element, b: Element): boolean {
  const above = chainOf(a, MAX_CLIMB + 1);
  for (const [steps, holder] of chainOf(b, MAX_CLIMB + 1).entries()) {
    const at = above.indexOf(holder);
    if (at < 0) continue;
    // The value stands in the very element whose first child is the label's.
    if (steps === 0 && at === 1) return countElements(holder, BLOCKS) === 1 && firstElement(holder) === a;
    // A page of two parts is no row.
    if (holder.name === 'body') return false;
    return at <= MAX_CLIMB && steps <= MAX_CLIMB && (at > 0 || steps > 0) && countElements(holder) === 2;
  }
  return false;
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
