/** How alike elements look: their tag and classes, without what is different in each item. */

import { isTag, type ChildNode, type Element, type ParentNode } from 'domhandler';
import { remembered } from '../../recent.js';
import { isHidden, isInvisible } from '../text.js';

const MAX_TOKENS = 6;
const MAX_CLASS_CHARS = 300;
/** Classes of an item's turn or state rather than of its kind. */
const STATE =
  /^(?:odd|even|alt|first|last|active|current|selected|new|hot|featured|sticky|pinned|row-?\d|is-.*|js-.*|no-.*|has-.*|col\d*|clearfix|\d.*)$/i;

const PASSED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'option',
  'meta',
  'link',
  'br',
  'wbr',
  'hr',
]);

/** Elements that a reader sees. Line breaks and rules separate things and are none. */
export function shownChildren({ children }: ParentNode, most = Infinity): Element[] {
  const shown: Element[] = [];
  for (const child of children) {
    if (shown.length >= most) break;
    if (isShown(child)) shown.push(child);
  }
  return shown;
}

function isShown(node: ChildNode): node is Element {
  return isTag(node) && !PASSED.has(node.name) && !isInvisible(node) && !isHidden(node);
}

const NO_TOKENS: readonly string[] = [];
const MAX_KNOWN = 5_000;

/** Classes with digits made alike: `post-17` and `post-18` are the same. */
export function classTokens({ attribs }: Element): readonly string[] {
  const names = attribs['class'];
  return names === undefined || names === '' ? NO_TOKENS : tokensOf(names.slice(0, MAX_CLASS_CHARS));
}

/** The elements of a page share few of them. */
const tokensOf = remembered(
  (names): readonly string[] =>
    names
      .split(/\s+/)
      .filter((token) => token !== '')
      .slice(0, MAX_TOKENS)
      .map((token) => token.replace(/\d+/g, '#')),
  MAX_KNOWN,
);

export function isStateToken(token: string): boolean {
  return STATE.test(token);
}

function kindTokens(element: Element): readonly string[] {
  const tokens = classTokens(element);
  return tokens.some(isStateToken) ? tokens.filter((token) => !isStateToken(token)) : tokens;
}

/** For each child the kind of thing that it is beside its siblings: its tag and the class that most of them share. */
export function kindsOf(children: readonly Element[]): string[] {
  const counts = new Map<string, number>();
  const tokens = children.map(kindTokens);
  children.forEach((child, at) => {
    for (const token of new Set(tokens[at])) {
      const key = `${child.name}.${token}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  const kinds = children.map((child, at) => {
    let best = child.name === 'tr' ? rowKind(child) : child.name;
    let most = 0;
    for (const token of tokens[at] ?? []) {
      const key = `${child.name}.${token}`;
      const count = counts.get(key) ?? 0;
      if (count > most) [best, most] = [key, count];
    }
    return best;
  });
  return withoutStripes(children, kinds);
}

const MIN_STRIPES = 3;

/** Two classes in turn on elements that are made alike only colour them. */
function withoutStripes(children: readonly Element[], kinds: string[]): string[] {
  const [first, second] = kinds;
  if (first === undefined || second === undefined || first === second || kinds.length < MIN_STRIPES)
    return kinds;
  if (!first.includes('.') || !second.includes('.')) return kinds;
  if (kinds.some((kind, at) => kind !== (at % 2 === 0 ? first : second))) return kinds;
  const [a, b] = children;
  return a !== undefined && b !== undefined && partsOf(a) === partsOf(b) ? kinds.map(() => first) : kinds;
}

/** Its tag and those of what is in it, two levels deep. */
function partsOf(element: Element, depth = 2): string {
  if (depth === 0) return element.name;
  const parts = element.children.slice(0, 40).filter((child): child is Element => isTag(child));
  return `${element.name}(${parts.map((part) => partsOf(part, depth - 1)).join(' ')})`;
}

/** Rows without classes differ in their cells. */
function rowKind(row: Element): string {
  const cells = row.children.filter((child): child is Element => isTag(child)).slice(0, 40);
  const wide = cells.some(({ attribs }) => attribs['colspan'] !== undefined) ? 'wide' : '';
  return `tr(${cells.length}${cells[0]?.name ?? ''}${wide})`;
}
