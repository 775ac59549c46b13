/**
 * The tree as css-select sees it, with every step counted: some selectors (`a ~ b ~ c`, `:nth-child`, `:has`) take time
 * that grows with a power of the page's size, and a page has one thread with many others.
 */

import type { Options } from 'css-select';
import { isTag, type AnyNode, type Element } from 'domhandler';
import {
  getAttributeValue,
  getChildren,
  getParent,
  getSiblings,
  hasAttrib,
  prevElementSibling,
  removeSubsets,
} from 'domutils';
import { textOf, type TextBudget } from '../extract/text.js';

type Adapter = NonNullable<Options<AnyNode, Element>['adapter']>;

/** What one page's selectors may still cost. */
export interface Effort extends TextBudget {
  steps: number;
}

/** The selectors ask for more than a page may cost. */
export class TooCostly extends Error {
  override readonly name = 'TooCostly';
}

/** About a second on a slow machine. */
const MAX_STEPS = 20_000_000;
const MAX_CHARS = 2_000_000;
const MAX_NODES = 2_000_000;

export function newEffort(): Effort {
  return { steps: MAX_STEPS, chars: MAX_CHARS, nodes: MAX_NODES };
}

/** Throws `TooCostly` from whatever step is one too many. */
export function boundedAdapter(effort: Effort): Adapter {
  const step = (): void => {
    if (--effort.steps < 0) throw new TooCostly();
  };
  return {
    isTag: (node): node is Element => {
      step();
      return isTag(node);
    },
    getAttributeValue: (element, name) => {
      step();
      return getAttributeValue(element, name);
    },
    getChildren: (node) => {
      step();
      return getChildren(node);
    },
    getName: (element) => {
      step();
      return nameOf(element);
    },
    getParent: (element) => {
      step();
      return getParent(element);
    },
    getSiblings: (node) => {
      step();
      return getSiblings(node);
    },
    prevElementSibling: (node) => {
      step();
      return prevElementSibling(node);
    },
    hasAttrib: (element, name) => {
      step();
      return hasAttrib(element, name);
    },
    getText: (node) => readText(node, effort),
    removeSubsets,
  };
}

/** Visible text in one line. Throws `TooCostly` rather than giving a part of it. */
export function readText(node: AnyNode, effort: Effort): string {
  const text = textOf(node, effort);
  if (effort.nodes < 0 || effort.chars <= 0) throw new TooCostly();
  return text;
}

/** css-select passes over what is in a `template`; one that declares an open shadow root is part of the page. */
function nameOf({ name, attribs }: Element): string {
  return name === 'template' && attribs['shadowrootmode'] !== undefined ? 'shadow-root' : name;
}
