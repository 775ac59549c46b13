/**
 * The list of active formatting elements: `<b>`, `<a>` and the like, which go on in what follows when what they stand in
 * is closed. https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements
 */

import type { Element } from 'domhandler';
import { changeOpen, insert, newElement, pop, push } from './stack.js';
import { type Builder, type FormattingEntry, IN_HTML } from './state.js';

/** As many equal ones are opened again at the most. */
const MAX_EQUAL = 3;
/** Further ones are not opened again. */
const MAX_ENTRIES = 512;
/** From here on, copies share one list of attributes. */
const MAX_COPIED = 1_000_000;

export function addFormatting(b: Builder, node: Element, tag: number): void {
  const { formatting } = b;
  if (formatting.length >= MAX_ENTRIES || b.nodes[b.size - 1] !== node) return;
  const entry: FormattingEntry = { node, tag, at: b.size - 1, key: null };
  leaveOutEqual(b, entry);
  formatting.push(entry);
}

/** Where three equal ones are listed already, the first of them makes room. */
function leaveOutEqual({ formatting }: Builder, entry: FormattingEntry): void {
  let sameTag = 0;
  for (let at = formatting.length - 1; at >= 0; at -= 1) {
    const other = formatting[at];
    if (other == null) break;
    if (other.tag === entry.tag) sameTag += 1;
  }
  if (sameTag < MAX_EQUAL) return;
  let equal = 0;
  for (let at = formatting.length - 1; at >= 0; at -= 1) {
    const other = formatting[at];
    if (other == null) return;
    if (other.tag !== entry.tag || keyOf(other) !== keyOf(entry)) continue;
    equal += 1;
    if (equal === MAX_EQUAL) {
      formatting.splice(at, 1);
      return;
    }
  }
}

function keyOf(entry: FormattingEntry): string {
  return (entry.key ??= JSON.stringify(
    Object.entries(entry.node.attribs).sort(([a], [b]) => (a < b ? -1 : 1)),
  ));
}

export function isOpen(b: Builder, { node, at }: FormattingEntry): boolean {
  return at < b.size && b.nodes[at] === node;
}

export function startFormattingPart(b: Builder): void {
  b.formatting.push(null);
}

/** Ends the innermost part: its elements are not opened again. */
export function endFormattingPart({ formatting }: Builder): void {
  while (formatting.length > 0 && formatting.pop() !== null);
}

/** Opens again what a page closed out of order. */
export function reopenFormatting(b: Builder): void {
  const { formatting } = b;
  const last = formatting[formatting.length - 1];
  if (last == null || isOpen(b, last)) return;
  let first = formatting.length - 1;
  while (first > 0) {
    const before = formatting[first - 1];
    if (before == null || isOpen(b, before)) break;
    first -= 1;
  }
  for (let at = first; at < formatting.length; at += 1) {
    const entry = formatting[at];
    if (entry == null) continue;
    const copy = copyOf(b, entry.node);
    insert(b, copy);
    entry.node = copy;
    entry.at = b.size;
    push(b, copy, entry.tag, IN_HTML);
  }
}

export function copyOf(b: Builder, { name, attribs }: Element): Element {
  if (b.copied > MAX_COPIED) return newElement(b, name, attribs);
  const copy = { ...attribs };
  b.copied += Object.keys(copy).length;
  return newElement(b, name, copy);
}

/** The place in the list of the last entry of this number in the innermost part, or -1. */
export function formattingOf({ formatting }: Builder, tag: number): number {
  for (let at = formatting.length - 1; at >= 0; at -= 1) {
    const entry = formatting[at];
    if (entry == null) return -1;
    if (entry.tag === tag) return at;
  }
  return -1;
}

/** Takes one out of the open elements; what is open in it stays so. */
export function removeOpen(b: Builder, at: number): void {
  if (at === b.size - 1) {
    pop(b);
    return;
  }
  changeOpen(b, at, () => {
    b.nodes.splice(at, 1);
    b.tags.splice(at, 1);
    b.spaces.splice(at, 1);
  });
  for (const entry of b.formatting) if (entry !== null && entry.at > at) entry.at -= 1;
}
