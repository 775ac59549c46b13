/** SVG and MathML within HTML: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign */

import { againEnd, againStart, endBy, startBy } from './modes.js';
import { ANNOTATION, FOREIGN, HTML_INSIDE, known, MATH_TEXT } from './names.js';
import { insert, insertText, newElement, pop, popTo, push } from './stack.js';
import { IN_HTML, IN_SVG, type Builder } from './state.js';

const TEXTS_OF_MATH: ReadonlySet<string> = new Set(['mi', 'mo', 'mn', 'ms', 'mtext']);
const HTML_IN_SVG: ReadonlySet<string> = new Set(['foreignobject', 'desc', 'title']);
const HTML_ENCODINGS = /^(?:text\/html|application\/xhtml\+xml)$/i;

function numberOfForeign({ name, attribs }: Builder, space: number): number {
  if (space === IN_SVG) return HTML_IN_SVG.has(name) ? HTML_INSIDE : FOREIGN;
  if (TEXTS_OF_MATH.has(name)) return MATH_TEXT;
  if (name !== 'annotation-xml') return FOREIGN;
  return HTML_ENCODINGS.test(attribs['encoding'] ?? '') ? HTML_INSIDE : ANNOTATION;
}

/** Puts an element for the tag into the tree, and opens it unless the tag closes itself. */
export function openForeign(b: Builder, space: number): void {
  const element = newElement(b, b.name, b.attribs, space);
  insert(b, element);
  if (!b.isSelfClosing) push(b, element, numberOfForeign(b, space), space);
}

const EXITING: ReadonlySet<number> = new Set(
  (
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ' +
    'ol p pre ruby s small span strong strike sub sup table tt u ul var'
  )
    .split(' ')
    .map(known),
);
const FONT = known('font');
const SVG = known('svg');
const P = known('p');
const BR = known('br');

/** An opening tag while the innermost open element is foreign. */
export function startInForeign(b: Builder): void {
  if (isReadAsHtml(b)) startBy(b.mode, b);
  else if (exits(b)) {
    leaveForeign(b);
    againStart(b);
  } else openForeign(b, b.spaces[b.size - 1] ?? IN_HTML);
}

function isReadAsHtml({ current, tag, name }: Builder): boolean {
  if (current === HTML_INSIDE) return true;
  if (current === MATH_TEXT) return name !== 'mglyph' && name !== 'malignmark';
  return current === ANNOTATION && tag === SVG;
}

function exits({ tag, attribs }: Builder): boolean {
  if (tag !== FONT) return EXITING.has(tag);
  return ['color', 'face', 'size'].some((name) => Object.hasOwn(attribs, name));
}

function leaveForeign(b: Builder): void {
  while (b.isForeign && b.current !== MATH_TEXT && b.current !== HTML_INSIDE) pop(b);
}

/** A closing tag while the innermost open element is foreign. */
export function endInForeign(b: Builder): void {
  if (b.tag === P || b.tag === BR) {
    leaveForeign(b);
    againEnd(b);
    return;
  }
  if ((b.foreignNames.get(b.name) ?? 0) > 0)
    for (let at = b.size - 1; at > 0 && b.spaces[at] !== IN_HTML; at -= 1)
      if (b.nodes[at]?.name === b.name) {
        popTo(b, at);
        return;
      }
  endBy(b.mode, b);
}

/** Text while the innermost open element is foreign. */
export function textInForeign(b: Builder, data: string): void {
  if (b.current === HTML_INSIDE || b.current === MATH_TEXT) {
    b.mode.text(b, data);
    return;
  }
  insertText(b, data.replaceAll('\0', '\ufffd'));
  if (/[^\t\n\f\r \0]/.test(data)) b.mayBeFrameset = false;
}
