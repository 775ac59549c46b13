/**
 * Elements that a browser adds where a page's source leaves their tags out: `html`, `head`, `body`, and `tbody` around
 * the rows of a table. Selectors are tried out in browsers, and written with them.
 */

import {
  Element,
  isDirective,
  isTag,
  isText,
  type ChildNode,
  type Document,
  type ParentNode,
} from 'domhandler';

/** Adds them to the tree. A tree that has them stays as it is. */
export function addImplied(root: Document): void {
  const tables: Element[] = [];
  const stack: ParentNode[] = [root];
  for (let node; (node = stack.pop()) !== undefined;) {
    for (const child of node.children) {
      if (!isTag(child)) continue;
      if (child.name === 'table') tables.push(child);
      stack.push(child);
    }
  }
  for (const table of tables) wrapRuns(table, 'tbody', (child) => isTag(child) && child.name === 'tr');
  const html =
    childNamed(root, 'html') ??
    wrapAll(
      root,
      'html',
      root.children.filter((child) => !isDirective(child)),
    );
  if (childNamed(html, 'body') !== undefined || childNamed(html, 'frameset') !== undefined) return;
  const head = childNamed(html, 'head');
  const from = head === undefined ? 0 : html.children.indexOf(head) + 1;
  const firstOfBody = html.children.findIndex((child, at) => at >= from && !belongsInHead(child));
  const split = firstOfBody === -1 ? html.children.length : firstOfBody;
  const body = html.children.slice(split);
  if (head === undefined) wrapAll(html, 'head', html.children.slice(0, split));
  wrapAll(html, 'body', body);
}

const OF_HEAD: ReadonlySet<string> = new Set([
  'base',
  'link',
  'meta',
  'noscript',
  'script',
  'style',
  'template',
  'title',
]);

function belongsInHead(child: ChildNode): boolean {
  return isTag(child) ? OF_HEAD.has(child.name) : !isText(child) || child.data.trim() === '';
}

function childNamed(parent: ParentNode, name: string): Element | undefined {
  return parent.children.find((child): child is Element => isTag(child) && child.name === name);
}

/** Puts each run of wanted children, with the white space between them, into an element of its own. */
function wrapRuns(parent: Element, name: string, isWanted: (child: ChildNode) => boolean): void {
  if (!parent.children.some(isWanted)) return;
  const children: ChildNode[] = [];
  let run: Element | null = null;
  for (const child of parent.children) {
    if (isWanted(child)) {
      if (run === null) children.push((run = new Element(name, {})));
      run.children.push(child);
    } else {
      if (isTag(child)) run = null;
      (run ?? { children }).children.push(child);
    }
  }
  for (const child of children) if (isTag(child) && child.parent === null) setChildren(child, child.children);
  setChildren(parent, children);
}

/** Moves neighbours among the children of `parent` into a new element in their place; at its end when there are none. */
function wrapAll(parent: ParentNode, name: string, nodes: readonly ChildNode[]): Element {
  const [first] = nodes;
  const at = first === undefined ? parent.children.length : parent.children.indexOf(first);
  const element = new Element(name, {}, [...nodes]);
  setChildren(element, element.children);
  const inside = new Set<ChildNode>(nodes);
  const rest = parent.children.filter((child) => !inside.has(child));
  setChildren(parent, [...rest.slice(0, at), element, ...rest.slice(at)]);
  return element;
}

function setChildren(parent: ParentNode, children: ChildNode[]): void {
  parent.children = children;
  for (const [at, child] of children.entries()) {
    child.parent = parent;
    child.prev = children[at - 1] ?? null;
    child.next = children[at + 1] ?? null;
  }
}
