/** Our trees in the form in which Chromium's are compared. */

import { selectOne } from 'css-select';
import {
  isDocument,
  isTag,
  isText,
  type AnyNode,
  type Document,
  type Element,
  type ParentNode,
} from 'domhandler';

/** A line for each element and text: its level, and its name and attributes or its text. */
export function linesOf(root: Document): string {
  const lines: string[] = [];
  const visit = (parent: ParentNode, level: number): void => {
    let text = '';
    const flush = (): void => {
      if (text !== '') lines.push(`${level} ${JSON.stringify(text)}`);
      text = '';
    };
    for (const node of parent.children) {
      if (isText(node)) text += node.data;
      if (!isTag(node)) continue;
      flush();
      lines.push(`${level} ${lineOf(node)}`);
      visit(node, level + 1);
    }
    flush();
  };
  visit(root, 0);
  return lines.join('\n');
}

function lineOf({ name, attribs }: Element): string {
  const attributes = Object.entries(attribs).filter(([key]) => key !== 'nonce');
  return `${name} ${JSON.stringify(attributes.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))}`;
}

/** The first element that a selector finds: its line and its text. Empty when there is none. */
export function findIn(root: Document, css: string): string {
  const element = selectOne<AnyNode, Element>(css, root);
  return element === null ? '' : `${lineOf(element)} ${textOf(element)}`;
}

/** As `textContent`: of all there is, and of a template nothing. */
function textOf(node: AnyNode): string {
  if (isText(node)) return node.data;
  return 'children' in node && !isDocument(node) ? node.children.map(textOf).join('') : '';
}
