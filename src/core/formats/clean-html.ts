/** The format `html`: the content without scripts, styles and what is for machines, all addresses absolute. */

import { isTag, isText, type AnyNode, type ChildNode, type Element } from 'domhandler';
import { parseUrl } from '../url.js';
import { walk } from '../extract/text.js';
import type { Content } from './content.js';
import { readSrcset } from './srcset.js';

const DROPPED: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'meta',
  'link',
  'template',
  'head',
  'base',
]);

/** https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'poster', 'action', 'cite', 'data-src']);
const SETS: ReadonlySet<string> = new Set(['srcset', 'data-srcset', 'imagesrcset']);

/** The markup of the content; cut between two tags where it gets longer than `maxChars`. */
export function cleanHtml(
  { roots, leftOut }: Content,
  baseUrl: string,
  maxChars: number,
): { readonly html: string; readonly isCut: boolean } {
  const parts: string[] = [];
  let chars = 0;
  let isFull = false;
  const write = (part: string): void => {
    if (isFull || chars + part.length > maxChars) {
      isFull = true;
      return;
    }
    chars += part.length;
    parts.push(part);
  };
  const isDropped = (node: ChildNode): boolean => isTag(node) && (isDroppedName(node) || leftOut.has(node));
  const enter = (node: ChildNode): boolean => {
    if (isText(node)) write(escapeText(node.data));
    if (!isTag(node) || isDropped(node) || isFull) return false;
    write(openingTag(node, baseUrl));
    return true;
  };
  const leave = (node: ChildNode): void => {
    // What was opened is closed, beyond the bound if need be.
    if (isTag(node) && !isDropped(node) && !isFull && !VOID.has(node.name)) write(`</${node.name}>`);
  };
  for (const root of roots) {
    if (isFull) break;
    if (isElement(root)) {
      if (!enter(root)) continue;
      walk(root, enter, leave);
      leave(root);
    } else if ('children' in root) walk(root, enter, leave);
  }
  return { html: parts.join('').trim(), isCut: isFull };
}

function isElement(node: AnyNode): node is Element {
  return isTag(node);
}

/** A template that declares a shadow root is shown, without a tag of its own. */
function isDroppedName({ name }: Element): boolean {
  return DROPPED.has(name);
}

function openingTag({ name, attribs }: Element, baseUrl: string): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attribs)) {
    // Handlers and inline styles are for browsers, and names with these characters cannot be written down.
    if (key.startsWith('on') || key === 'style' || /[\s"'<>/=]/.test(key)) continue;
    tag += value === '' ? ` ${key}` : ` ${key}="${escapeValue(absolute(key, value, baseUrl))}"`;
  }
  return `${tag}>`;
}

function absolute(name: string, value: string, baseUrl: string): string {
  if (ADDRESSES.has(name)) return parseUrl(value.trim(), baseUrl)?.href ?? value;
  if (!SETS.has(name)) return value;
  return readSrcset(value)
    .map(
      ({ url, descriptor }) =>
        `${parseUrl(url, baseUrl)?.href ?? url}${descriptor === '' ? '' : ` ${descriptor}`}`,
    )
    .join(', ');
}

function escapeText(text: string): string {
  return /[&<>]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text;
}

function escapeValue(text: string): string {
  return /[&"]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('"', '&quot;') : text;
}
