/** The open elements. All searches are by number and take the same time however many are open. */

import { Element, type ChildNode } from 'domhandler';
import { append, appendText, contentOf, insertBefore, insertTextBefore } from './links.js';
import {
  BUTTON,
  IMPLIED_END,
  kindsOf,
  OL,
  P,
  SCOPE,
  SPECIAL,
  TABLE,
  TABLE_PART,
  TEMPLATE,
  UL,
} from './names.js';
import { IN_HTML, lastOf, MAX_DEPTH, type Builder } from './state.js';

/** Open elements at a time. Further ones are put into the tree, and their content beside them. */
const MAX_OPEN = 1_024;

const NAMESPACES = [
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1998/Math/MathML',
] as const;

export function newElement(
  b: Builder,
  name: string,
  attribs: Record<string, string>,
  space = IN_HTML,
): Element {
  b.elements += 1;
  const element = new Element(name, attribs);
  const namespace = NAMESPACES[space];
  if (space !== IN_HTML && namespace !== undefined) element.namespace = namespace;
  return element;
}

/** Puts an element for the tag into the tree, and opens it. */
export function open(b: Builder): Element {
  return openNamed(b, b.name, b.tag, b.attribs);
}

export function openNamed(b: Builder, name: string, tag: number, attribs: Record<string, string>): Element {
  const element = newElement(b, name, attribs);
  insert(b, element);
  push(b, element, tag, IN_HTML);
  b.opened = element;
  return element;
}

/** Puts an element for the tag into the tree. It has no content. */
export function insertVoid(b: Builder): void {
  insert(b, newElement(b, b.name, b.attribs));
}

/** False when too many are open; the element stays closed then, and what stands in it goes beside it. */
export function push(b: Builder, node: Element, tag: number, space: number): boolean {
  const at = b.size;
  if (at >= MAX_OPEN) {
    b.unopened.set(node.name, (b.unopened.get(node.name) ?? 0) + 1);
    return false;
  }
  b.nodes[at] = node;
  b.tags[at] = tag;
  b.spaces[at] = space;
  link(b, at, tag);
  b.size = at + 1;
  settle(b);
  return true;
}

function link(b: Builder, at: number, tag: number): void {
  const kinds = kindsOf(tag);
  b.scopes[at] = (kinds & SCOPE) !== 0 ? at : (b.scopes[at - 1] ?? 0);
  b.specials[at] = (kinds & SPECIAL) !== 0 ? at : (b.specials[at - 1] ?? 0);
  b.outer[at] = lastOf(b, tag);
  b.last[tag] = at;
  if (b.spaces[at] !== IN_HTML) countForeign(b, at, 1);
}

function countForeign({ nodes, foreignNames }: Builder, at: number, more: number): void {
  const name = nodes[at]?.name ?? '';
  foreignNames.set(name, (foreignNames.get(name) ?? 0) + more);
}

function unlink(b: Builder, from: number): void {
  for (let at = b.size - 1; at >= from; at -= 1) {
    b.last[b.tags[at] ?? 0] = b.outer[at] ?? -1;
    if (b.spaces[at] !== IN_HTML) countForeign(b, at, -1);
  }
}

export function pop(b: Builder): void {
  popTo(b, b.size - 1);
}

/** Closes elements until `size` are open. */
export function popTo(b: Builder, size: number): void {
  unlink(b, size);
  b.size = size;
  // What was not opened stood in what is closed now.
  if (b.unopened.size > 0) b.unopened.clear();
  settle(b);
}

/** Lets `change` change the lists of open elements from a place on, and counts those anew. */
export function changeOpen(b: Builder, from: number, change: () => void): void {
  unlink(b, from);
  b.nodes.length = b.tags.length = b.spaces.length = b.size;
  change();
  b.size = b.nodes.length;
  for (let at = from; at < b.size; at += 1) link(b, at, b.tags[at] ?? 0);
  settle(b);
}

function settle(b: Builder): void {
  const at = b.size - 1;
  const node = b.nodes[at];
  if (node === undefined) return;
  const tag = b.tags[at] ?? 0;
  b.current = tag;
  b.isForeign = b.spaces[at] !== IN_HTML;
  b.target = b.textTarget = tag === TEMPLATE ? contentOf(node) : node;
  if (at >= MAX_DEPTH && b.target.parent !== null) b.target = b.target.parent;
}

/** Puts a node where the next one belongs. */
export function insert(b: Builder, node: ChildNode): void {
  if (!b.isFostering || (kindsOf(b.current) & TABLE_PART) === 0) {
    append(b.target, node);
    return;
  }
  const table = fosterTable(b);
  if (table?.parent == null) append(fosterParent(b), node);
  else insertBefore(node, table);
}

export function insertText(b: Builder, data: string): void {
  if (!b.isFostering || (kindsOf(b.current) & TABLE_PART) === 0) {
    appendText(b.textTarget, data);
    return;
  }
  const table = fosterTable(b);
  if (table?.parent == null) appendText(fosterParent(b), data);
  else insertTextBefore(data, table);
}

/** https://html.spec.whatwg.org/multipage/parsing.html#foster-parent: the table, where one is not outside a template. */
export function fosterTable(b: Builder): Element | undefined {
  const table = lastOf(b, TABLE);
  return table > lastOf(b, TEMPLATE) ? b.nodes[table] : undefined;
}

/** What takes the content where there is no table, or one that stands nowhere. */
export function fosterParent(b: Builder): ReturnType<typeof contentOf> {
  const table = lastOf(b, TABLE);
  const template = lastOf(b, TEMPLATE);
  const node = template > table ? b.nodes[template] : b.nodes[Math.max(table - 1, 0)];
  return node === undefined ? b.root : contentOf(node);
}

/** Whether an element is open and in scope (https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope). */
export function isInScope(b: Builder, tag: number): boolean {
  return lastOf(b, tag) >= (b.scopes[b.size - 1] ?? 0) && lastOf(b, tag) >= 0;
}

export function isInButtonScope(b: Builder, tag: number): boolean {
  return isInScope(b, tag) && lastOf(b, tag) >= lastOf(b, BUTTON);
}

export function isInListScope(b: Builder, tag: number): boolean {
  return isInScope(b, tag) && lastOf(b, tag) >= lastOf(b, OL) && lastOf(b, tag) >= lastOf(b, UL);
}

export function isInTableScope(b: Builder, tag: number): boolean {
  const at = lastOf(b, tag);
  return at > 0 && at >= lastOf(b, TABLE) && at >= lastOf(b, TEMPLATE);
}

/** Closes what ends by itself, but for elements of one number; -1 for none. */
export function closeImplied(b: Builder, except = -1, kinds = IMPLIED_END): void {
  while (b.current !== except && (kindsOf(b.current) & kinds) !== 0) pop(b);
}

/** Closes the innermost element of this number, which is open, and all in it. */
export function closeThrough(b: Builder, tag: number): void {
  popTo(b, lastOf(b, tag));
}

export function closeParagraph(b: Builder): void {
  if (lastOf(b, P) >= 0 && isInButtonScope(b, P)) closeThrough(b, P);
}

/**
 * Closes the innermost element of the tag's number, unless a special one is open in it.
 * https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody (any other end tag)
 */
export function closeAny(b: Builder): void {
  const at = lastOf(b, b.tag);
  if (at >= 0 && at >= (b.specials[b.size - 1] ?? 0)) popTo(b, at);
}
