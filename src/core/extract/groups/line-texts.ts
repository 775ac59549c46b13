/** What stands in the line of an item that is no block: dates and sizes behind the links of an index, in columns of blanks. */

import { isTag, isText, type ChildNode, type Element } from 'domhandler';
import { BLOCKS, collapse, isInvisible, textOf } from '../text.js';

export interface LineTexts {
  readonly before: string;
  readonly behind: string;
  /** The columns of what stands behind, where blanks make columns. */
  readonly columns: readonly string[];
}

const MAX_CHARS = 400;
const MAX_NODES = 12;
const MAX_COLUMNS = 6;
/** Each begins an item of its own. */
const ITEMS = new Set(['a', 'br', 'hr', 'img', 'script', 'style', 'input']);

/** Null for a block, and where nothing stands beside the element. */
export function lineTexts(element: Element): LineTexts | null {
  if (BLOCKS.has(element.name) || (!isBeside(element.next) && !isBeside(element.prev))) return null;
  const isKept = isInPre(element);
  const behind = textsFrom(element.next, (node) => node.next);
  const before = textsFrom(element.prev, (node) => node.prev);
  // Where line breaks count, what follows one is of the next item.
  const own = isKept ? (behind.join('').split('\n', 1)[0] ?? '') : behind.join('');
  const front = before.reverse().join('');
  return {
    before: collapse(isKept ? front.slice(front.lastIndexOf('\n') + 1) : front),
    behind: collapse(own),
    columns: isKept
      ? own
          .trim()
          .split(/\s{2,}|\t/)
          .slice(0, MAX_COLUMNS)
      : [],
  };
}

function isBeside(node: ChildNode | null): boolean {
  if (node === null) return false;
  return isText(node) ? /\S/.test(node.data) : isTag(node) && isInline(node);
}

function isInline({ name }: Element): boolean {
  return !BLOCKS.has(name) && !ITEMS.has(name);
}

function textsFrom(start: ChildNode | null, step: (node: ChildNode) => ChildNode | null): string[] {
  const texts: string[] = [];
  let chars = 0;
  let at = start;
  for (let nodes = 0; at !== null && nodes < MAX_NODES && chars < MAX_CHARS; nodes += 1, at = step(at)) {
    let text = '';
    if (isText(at)) text = at.data.slice(0, MAX_CHARS);
    else if (isTag(at)) {
      if (!isInline(at)) break;
      if (!isInvisible(at)) text = textOf(at, { chars: MAX_CHARS, nodes: 20 });
    }
    texts.push(text);
    chars += text.length;
  }
  return texts;
}

function isInPre(element: Element): boolean {
  for (let at = element.parent, up = 0; at !== null && up < 3; at = at.parent, up += 1)
    if (isTag(at) && at.name === 'pre') return true;
  return false;
}
