/** What is known of a page while its tree is built. */

import { Document, type Element, type ParentNode } from 'domhandler';
import { KNOWN_NAMES } from './names.js';
import type { NoscriptBudget } from './noscript.js';

/** Elements in more than this many others become siblings of the innermost one, as in Chromium. */
export const MAX_DEPTH = 512;
/** Elements of one tree; what lies behind the last one is left out. */
export const MAX_NODES = 400_000;

/** Namespaces. */
export const IN_HTML = 0;
export const IN_SVG = 1;
export const IN_MATH = 2;

/** What is done with a tag. The tag is in the builder: `tag`, `name`, `attribs`. */
export type TagRule = (b: Builder) => void;

/** An insertion mode: https://html.spec.whatwg.org/multipage/parsing.html#the-insertion-mode */
export interface Mode {
  readonly name: string;
  /** By the number of the tag's name. */
  readonly start: TagRule[];
  readonly end: TagRule[];
  /** For names that no rule knows. */
  otherStart: TagRule;
  otherEnd: TagRule;
  /** Of text with its character references decoded; it may be a part of what stands between two tags. */
  text: (b: Builder, data: string) => void;
  /** What a comment becomes part of; undefined for the innermost open element. */
  holdsComments: ((b: Builder) => ParentNode) | undefined;
  /** Whether the end of the page is to be read again, in another mode. */
  endOfPage: (b: Builder) => boolean;
}

/** An element that is opened again where a page closes it out of order. */
export interface FormattingEntry {
  node: Element;
  readonly tag: number;
  /** Its place among the open elements while `node` is open; else any. */
  at: number;
  /** Its attributes as one text, once they were compared. */
  key: string | null;
}

export interface Builder {
  readonly root: Document;
  readonly keepsComments: boolean;
  /** Whether scripts run: what is in `noscript` is text then. */
  readonly runsScripts: boolean;
  readonly maxElements: number;
  readonly noscripts: NoscriptBudget;
  mode: Mode;

  /** The tag that is being read: the number and text of its name, and its attributes. */
  tag: number;
  name: string;
  attribs: Record<string, string>;
  isSelfClosing: boolean;

  /** Open elements, the outermost first, with their numbers and namespaces. Entries from `size` on mean nothing. */
  readonly nodes: Element[];
  readonly tags: number[];
  readonly spaces: number[];
  /** Of each: the place of the innermost element up to itself that ends scopes, and of the one that is special. */
  readonly scopes: number[];
  readonly specials: number[];
  /** Of each: the place of the next element of the same number further out, or -1. */
  readonly outer: number[];
  size: number;
  /** By number: the place of the innermost open element, or -1. */
  readonly last: number[];

  /** How many open elements of SVG and MathML have a name. */
  readonly foreignNames: Map<string, number>;

  /** The innermost open element: its number, whether it is SVG or MathML, and what takes text and elements in it. */
  current: number;
  isForeign: boolean;
  textTarget: ParentNode;
  target: ParentNode;

  /** Whether content goes before the table that it stands in and does not belong to. */
  isFostering: boolean;
  /** Null for the start of a part in which outer ones are not opened again. */
  readonly formatting: (FormattingEntry | null)[];
  /** The element that the last tag opened; null where it opened none. */
  opened: Element | null;
  head: Element | null;
  form: Element | null;
  /** Whether a frameset may still take the place of the body. */
  mayBeFrameset: boolean;
  isQuirky: boolean;
  /** Of each open template: the mode of its content. */
  readonly templateModes: Mode[];
  /** Text in a table, until it is known whether it is white space only, and the mode before it. */
  tableText: string;
  modeBeforeText: Mode;
  /** A line break right behind `<pre>` is none. */
  skipsLineBreak: boolean;

  /** Numbers of the names that no rule knows. */
  readonly unknown: Map<string, number>;
  elements: number;
  /** Attributes copied to elements that no tag of their own opened. */
  copied: number;
  /** By name: elements that were not opened, because too many are. */
  readonly unopened: Map<string, number>;
}

export interface TreeOptions {
  /** Comments answer no field; a tree without them is smaller. Default false. */
  readonly keepsComments?: boolean;
  /** Whether the page is read as browsers read it whose scripts run. Default true. */
  readonly runsScripts?: boolean;
  /** Default `MAX_NODES`. */
  readonly maxElements?: number;
}

export function newBuilder(mode: Mode, options: TreeOptions): Builder {
  const root = new Document([]);
  const { keepsComments = false, runsScripts = true, maxElements = MAX_NODES } = options;
  return {
    root,
    keepsComments,
    runsScripts,
    maxElements,
    noscripts: { elements: maxElements },
    mode,
    tag: 0,
    name: '',
    attribs: {},
    isSelfClosing: false,
    nodes: [],
    tags: [],
    spaces: [],
    scopes: [],
    specials: [],
    outer: [],
    size: 0,
    last: new Array<number>(KNOWN_NAMES).fill(-1),
    foreignNames: new Map(),
    current: -1,
    isForeign: false,
    textTarget: root,
    target: root,
    isFostering: false,
    formatting: [],
    opened: null,
    head: null,
    form: null,
    mayBeFrameset: true,
    isQuirky: false,
    templateModes: [],
    tableText: '',
    modeBeforeText: mode,
    skipsLineBreak: false,
    unknown: new Map(),
    elements: 0,
    copied: 0,
    unopened: new Map(),
  };
}

/** The place of the innermost open element of this number, or -1. */
export function lastOf(b: Builder, tag: number): number {
  return b.last[tag] ?? -1;
}
