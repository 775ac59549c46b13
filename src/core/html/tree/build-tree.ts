/** The tree that browsers make of a page: https://html.spec.whatwg.org/multipage/parsing.html#parsing */

import { Comment, type Document, type Element } from 'domhandler';
import './after-body.js';
import './before-body.js';
import './in-body.js';
import './in-body-forms.js';
import './in-body-inline.js';
import './in-rows.js';
import './in-table.js';
import { doctypeNode, readDoctype } from './doctype.js';
import { endInForeign, startInForeign, textInForeign } from './foreign.js';
import { append, appendText } from './links.js';
import { beforeHtml, endBy, inTableText, initial, startBy } from './modes.js';
import { KNOWN_NAMES } from './names.js';
import { noteNoscript } from './noscript.js';
import { rawEnd, rawKindOf } from './raw-text.js';
import { pop } from './stack.js';
import { newBuilder, type Builder, type TreeOptions } from './state.js';
import { newReader, rawBetween, textBetween, type Reader } from './reader.js';
import { readPart, type Parts } from './tokenizer.js';
import { endTableText } from './in-table.js';

export interface GrowingTree {
  readonly root: Document;
  /** How many elements there are, those that are in the tree no more included. */
  readonly elements: number;
  /** Reads on until `chars` characters of the page are read, and to the end of the part that stands there. */
  readTo(chars: number): void;
  /** Reads the rest. */
  finish(): void;
}

/** A tree of `html`, which is read in steps. */
export function growTree(html: string, options: TreeOptions = {}): GrowingTree {
  const b = newBuilder(initial, options);
  const reader = newReader(html);
  const parts = partsOf(b, reader);
  const readTo = (chars: number): void => {
    const end = Math.min(chars, reader.source.length);
    while (reader.at < end && b.elements <= b.maxElements) readPart(reader, parts);
  };
  return {
    root: b.root,
    get elements() {
      return b.elements;
    },
    readTo,
    finish: () => {
      readTo(Infinity);
      if (b.mode === inTableText) endTableText(b);
      while (b.mode.endOfPage(b));
    },
  };
}

/** The tree of a whole page. */
export function buildTree(html: string, options?: TreeOptions): Document {
  const tree = growTree(html, options);
  tree.finish();
  return tree.root;
}

function partsOf(b: Builder, reader: Reader): Parts {
  return {
    text: (data) => addText(b, data),
    start: () => {
      if (b.mode === inTableText) endTableText(b);
      readStart(b, reader);
    },
    end: () => {
      if (b.mode === inTableText) endTableText(b);
      readEnd(b, reader);
    },
    comment: (data) => {
      if (b.mode === inTableText) endTableText(b);
      b.skipsLineBreak = false;
      if (b.keepsComments)
        append((b.mode.holdsComments ?? (() => b.target))(b), new Comment(data.replaceAll('\0', '\ufffd')));
    },
    doctype: (text, isCut) => {
      if (b.mode === inTableText) endTableText(b);
      if (b.mode !== initial) return;
      const doctype = readDoctype(text, isCut);
      append(b.root, doctypeNode(text, doctype));
      b.isQuirky = doctype.isQuirky;
      b.mode = beforeHtml;
    },
    hasCdata: () => b.isForeign,
  };
}

function addText(b: Builder, data: string): void {
  const text = b.skipsLineBreak && data.startsWith('\n') ? data.slice(1) : data;
  b.skipsLineBreak = false;
  if (text === '') return;
  if (b.isForeign) textInForeign(b, text);
  else b.mode.text(b, text);
}

function readStart(b: Builder, reader: Reader): void {
  b.skipsLineBreak = false;
  b.name = reader.name;
  b.tag = reader.number === -1 ? numberOfUnknown(b, reader.name) : reader.number;
  b.attribs = reader.attribs;
  b.isSelfClosing = reader.isSelfClosing;
  b.opened = null;
  if (b.isForeign) startInForeign(b);
  else startBy(b.mode, b);
  if (b.opened !== null) readRaw(b, reader, b.opened);
}

/** Names that no rule knows are told apart all the same. */
function numberOfUnknown(b: Builder, name: string): number {
  const known = b.unknown.get(name);
  if (known !== undefined) return known;
  const number = KNOWN_NAMES + b.unknown.size;
  b.unknown.set(name, number);
  b.last[number] = -1;
  return number;
}

/** The content of the element that a tag has opened, when it holds nothing but text. */
function readRaw(b: Builder, reader: Reader, element: Element): void {
  const kind = element.name === reader.name ? rawKindOf(reader.name) : null;
  if (kind === null || (element.name === 'noscript' && !b.runsScripts)) return;
  const start = reader.at;
  const end = rawEnd(reader.source, start, reader.name, kind);
  reader.at = end;
  const text = kind === 'decoded' ? textBetween(reader, start, end) : rawBetween(reader, start, end);
  const content = b.skipsLineBreak && text.startsWith('\n') ? text.slice(1) : text;
  b.skipsLineBreak = false;
  if (kind === 'rest') {
    addText(b, content);
    return;
  }
  if (content !== '') appendText(element, content);
  if (element.name === 'noscript')
    noteNoscript(element, { text: content, budget: b.noscripts, parse: parseNoscript });
  if (b.nodes[b.size - 1] === element) pop(b);
}

function parseNoscript(text: string, maxElements: number): GrowingTree {
  const tree = growTree(text, { runsScripts: false, maxElements });
  tree.finish();
  return tree;
}

function readEnd(b: Builder, reader: Reader): void {
  b.skipsLineBreak = false;
  b.name = reader.name;
  const unopened = b.unopened.get(b.name) ?? 0;
  if (unopened > 0) {
    b.unopened.set(b.name, unopened - 1);
    return;
  }
  // A name that nothing is open of has no number yet, and needs none.
  b.tag = reader.number === -1 ? (b.unknown.get(reader.name) ?? KNOWN_NAMES + b.unknown.size) : reader.number;
  if (b.isForeign) endInForeign(b);
  else endBy(b.mode, b);
}
