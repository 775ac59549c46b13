/**
 * Tags closed out of order, as in `<b><p>one</b>two</p>`: the element is closed, and what goes on gets one of its own.
 * https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm
 */

import type { Element } from 'domhandler';
import { copyOf, formattingOf, isOpen } from './formatting.js';
import { append, contentOf, detach, insertBefore, moveChildren } from './links.js';
import { FORMATTING, kindsOf, SPECIAL, TABLE_PART } from './names.js';
import { changeOpen, fosterParent, fosterTable, pop, popTo } from './stack.js';
import { IN_HTML, type Builder, type FormattingEntry } from './state.js';

const MAX_ROUNDS = 8;
const MAX_KEPT = 3;

/** Closes the innermost element of the tag's number. False when the tag is to be read as any other closing tag. */
export function adopt(b: Builder, tag: number): boolean {
  const current = b.nodes[b.size - 1];
  if (b.current === tag && !isListed(b, current)) {
    pop(b);
    return true;
  }
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const listed = formattingOf(b, tag);
    const entry = b.formatting[listed];
    if (entry == null) return false;
    if (!isOpen(b, entry)) {
      b.formatting.splice(listed, 1);
      return true;
    }
    if (entry.at < (b.scopes[b.size - 1] ?? 0)) return true;
    const block = firstSpecialIn(b, entry.at);
    if (block === -1) {
      popTo(b, entry.at);
      b.formatting.splice(listed, 1);
      return true;
    }
    split(b, entry, block);
  }
  return true;
}

function isListed({ formatting }: Builder, node: Element | undefined): boolean {
  for (let at = formatting.length - 1; at >= 0; at -= 1) if (formatting[at]?.node === node) return true;
  return false;
}

/** The place of the outermost special element in the one at a place, or -1. */
function firstSpecialIn(b: Builder, place: number): number {
  if ((b.specials[b.size - 1] ?? 0) <= place) return -1;
  for (let at = place + 1; at < b.size; at += 1) if ((kindsOf(b.tags[at] ?? 0) & SPECIAL) !== 0) return at;
  return -1;
}

/** Closes the entry's element before the block at a place in it, and gives the block's content an element of its own. */
function split(b: Builder, entry: FormattingEntry, blockAt: number): void {
  const { formatting } = b;
  const from = entry.at;
  const block = b.nodes[blockAt];
  const outside = b.nodes[from - 1];
  if (block === undefined || outside === undefined) return;
  const outsideTag = b.tags[from - 1] ?? 0;
  const kept = keepBetween(b, from, blockAt, block);

  detach(kept.last);
  const table = b.isFostering && (kindsOf(outsideTag) & TABLE_PART) !== 0 ? fosterTable(b) : undefined;
  if (table?.parent != null) insertBefore(kept.last, table);
  else
    append(
      b.isFostering && (kindsOf(outsideTag) & TABLE_PART) !== 0 ? fosterParent(b) : contentOf(outside),
      kept.last,
    );

  const copy = copyOf(b, entry.node);
  const content = contentOf(block);
  moveChildren(content, copy);
  append(content, copy);

  const listed = formatting.indexOf(entry);
  const bookmark = kept.bookmark === null ? listed : formatting.indexOf(kept.bookmark) + 1;
  const added: FormattingEntry = {
    node: copy,
    tag: entry.tag,
    at: from + kept.nodes.length + 1,
    key: entry.key,
  };
  formatting.splice(bookmark, 0, added);
  formatting.splice(formatting.indexOf(entry), 1);

  const removed = blockAt - from - kept.nodes.length;
  changeOpen(b, from, () => {
    b.nodes.splice(from, blockAt - from + 1, ...kept.nodes, block, copy);
    b.tags.splice(from, blockAt - from + 1, ...kept.tags, b.tags[blockAt] ?? 0, entry.tag);
    b.spaces.splice(
      from,
      blockAt - from + 1,
      ...kept.tags.map(() => IN_HTML),
      b.spaces[blockAt] ?? 0,
      IN_HTML,
    );
  });
  for (const other of formatting)
    if (other !== null && other !== added && other.at > blockAt) other.at += 1 - removed;
  for (const [at, other] of kept.entries.entries()) other.at = from + at;
}

interface Kept {
  /** What goes on in what is kept of the elements between: the innermost block, or copies around it. */
  readonly last: Element;
  readonly nodes: readonly Element[];
  readonly tags: readonly number[];
  readonly entries: readonly FormattingEntry[];
  /** Behind which entry the new one stands; null for its own place. */
  readonly bookmark: FormattingEntry | null;
}

/** Copies of up to three formatting elements between the two places, around the block. Others between are closed. */
function keepBetween(b: Builder, from: number, blockAt: number, block: Element): Kept {
  const { formatting } = b;
  const nodes: Element[] = [];
  const tags: number[] = [];
  const entries: FormattingEntry[] = [];
  let last = block;
  let bookmark: FormattingEntry | null = null;
  let inner = 0;
  for (let at = blockAt - 1; at > from; at -= 1) {
    inner += 1;
    const node = b.nodes[at];
    const tag = b.tags[at] ?? 0;
    const entry =
      (kindsOf(tag) & FORMATTING) === 0 ? undefined : formatting.find((one) => one?.node === node);
    if (entry == null) continue;
    if (inner > MAX_KEPT) {
      formatting.splice(formatting.indexOf(entry), 1);
      continue;
    }
    const copy = copyOf(b, entry.node);
    entry.node = copy;
    bookmark ??= entry;
    detach(last);
    append(copy, last);
    last = copy;
    nodes.unshift(copy);
    tags.unshift(tag);
    entries.unshift(entry);
  }
  return { last, nodes, tags, entries, bookmark };
}
