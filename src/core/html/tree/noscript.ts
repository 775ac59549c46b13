/**
 * What stands in `<noscript>`. To a browser that runs scripts it is text, and so it is in the tree and for selectors. What
 * it holds for other readers (pictures that scripts load later, notices, links) is parsed when it is first asked for.
 */

import { isTag, type ChildNode, type Document, type Element, type ParentNode } from 'domhandler';

/** How many elements may still be made of the content of a page's `noscript` elements, all together. */
export interface NoscriptBudget {
  elements: number;
}

interface Unread {
  readonly text: string;
  readonly budget: NoscriptBudget;
  /** The tree of the text as of a page without scripts, cut behind so many elements, and how many it has. */
  readonly parse: (
    text: string,
    maxElements: number,
  ) => { readonly root: Document; readonly elements: number };
}

const contents = new WeakMap<Element, Unread | readonly ChildNode[]>();

export function noteNoscript(element: Element, unread: Unread): void {
  contents.set(element, unread);
}

/**
 * The children of a node; of `noscript` what it holds for readers without scripts. Those have it as their parent and are
 * not among its `children`.
 */
export function readableChildren(node: ParentNode): readonly ChildNode[] {
  if (!isTag(node) || node.name !== 'noscript') return node.children;
  const known = contents.get(node);
  if (known === undefined) return node.children;
  if (!('parse' in known)) return known;
  const nodes = read(node, known);
  contents.set(node, nodes);
  return nodes;
}

function read(element: Element, { text, budget, parse }: Unread): ChildNode[] {
  if (budget.elements <= 0) return [];
  const { root, elements } = parse(text, budget.elements);
  budget.elements -= elements;
  // Without the `html`, `head` and `body` that the page has already.
  const nodes = root.children
    .flatMap((html) => (isTag(html) ? html.children : []))
    .flatMap((part) => (isTag(part) ? part.children : [part]));
  for (const [at, node] of nodes.entries()) {
    node.parent = element;
    node.prev = nodes[at - 1] ?? null;
    node.next = nodes[at + 1] ?? null;
  }
  return nodes;
}
