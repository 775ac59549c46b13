/** Nodes into a tree and out of it. */

import { isDocument, isText, Text, type ChildNode, type Element, type ParentNode } from 'domhandler';

export function append(parent: ParentNode, node: ChildNode): void {
  const { children } = parent;
  const last = children[children.length - 1];
  node.parent = parent;
  // Most elements have few children. A list that is written down has room for as many as it has, one that grows for
  // sixteen more.
  if (last === undefined) {
    parent.children = [node];
    return;
  }
  last.next = node;
  node.prev = last;
  const first = children[0];
  if (children.length === 1) parent.children = [last, node];
  else if (children.length === 2 && first !== undefined) parent.children = [first, last, node];
  else children.push(node);
}

/** Text goes to the end of the text that stands there already. */
export function appendText(parent: ParentNode, data: string): void {
  const last = parent.children[parent.children.length - 1];
  if (last !== undefined && isText(last)) last.data += data;
  else append(parent, new Text(data));
}

export function insertBefore(node: ChildNode, before: ChildNode): void {
  const { parent, prev } = before;
  if (parent === null) return;
  // Where a page puts things before others, these are the last ones or near them.
  parent.children.splice(parent.children.lastIndexOf(before), 0, node);
  node.parent = parent;
  node.prev = prev;
  node.next = before;
  before.prev = node;
  if (prev !== null) prev.next = node;
}

export function insertTextBefore(data: string, before: ChildNode): void {
  const { prev } = before;
  if (prev !== null && isText(prev)) prev.data += data;
  else insertBefore(new Text(data), before);
}

export function detach(node: ChildNode): void {
  const { parent, prev, next } = node;
  if (parent === null) return;
  const { children } = parent;
  if (next === null) children.pop();
  else children.splice(children.lastIndexOf(node), 1);
  if (prev !== null) prev.next = next;
  if (next !== null) next.prev = prev;
  node.parent = node.prev = node.next = null;
}

/** Makes all children of one element those of another one that has none. */
export function moveChildren(from: ParentNode, to: ParentNode): void {
  to.children = from.children;
  from.children = [];
  for (const child of to.children) child.parent = to;
}

/** What takes the content of a template: a document of its own, its only child. Of any other element, the element. */
export function contentOf(element: Element): ParentNode {
  const [only] = element.children;
  return only !== undefined && isDocument(only) ? only : element;
}
