/**
 * HTML or XML text to a DOM, in time and memory bounded by the input's length whatever the input is.
 *
 * htmlparser2 keeps its open elements in an array with the innermost one first, so opening at depth d costs d, and so does
 * a closing tag that matches nothing. Two rules at the border between its tokenizer and its parser keep every tag cheap:
 * elements below MAX_DEPTH become siblings (browsers do the same at 512), and a closing tag that matches no open element
 * is dropped before the parser searches for it. MAX_NODES bounds the memory of the tree.
 */

import { DomHandler, type Document } from 'domhandler';
import { Parser, Tokenizer, type ParserOptions, type QuoteType, type TokenizerCallbacks } from 'htmlparser2';

export const MAX_HTML_CHARS = 10_000_000;
export const MAX_DEPTH = 512;
export const MAX_NODES = 400_000;

/** Parses at most MAX_HTML_CHARS of `html`; what lies beyond MAX_NODES is left out. */
export function parseHtml(html: string): Document {
  return parse(html, false);
}

/** The same for XML. Declarations of entities are passed over, and what refers to them is left as it stands. */
export function parseXml(xml: string): Document {
  return parse(xml, true);
}

/**
 * As `parseHtml`, but null as soon as `isEnough` says so. It is asked after the first `stepChars` characters, after twice
 * as many, and so on, of the tree so far: the start of the whole tree, whose last text may go on.
 */
export function parseHtmlUntil(
  html: string,
  stepChars: number,
  isEnough: (tree: Document) => boolean,
): Document | null {
  const { source, parser, tree } = open(html, false);
  let at = 0;
  for (let end = stepChars; end < source.length; end *= 2) {
    parser.write(source.slice(at, end));
    if (isEnough(tree.root)) return null;
    at = end;
  }
  parser.end(source.slice(at));
  return tree.root;
}

function parse(text: string, xmlMode: boolean): Document {
  const { source, parser, tree } = open(text, xmlMode);
  parser.end(source);
  return tree.root;
}

interface Opened {
  readonly source: string;
  readonly parser: Parser;
  readonly tree: BoundedTree;
}

function open(text: string, xmlMode: boolean): Opened {
  const source = text.length > MAX_HTML_CHARS ? text.slice(0, MAX_HTML_CHARS) : text;
  const tree = new BoundedTree();
  const options: GuardedOptions = { Tokenizer: GuardedTokenizer, source, tree, xmlMode };
  const parser = new Parser(tree, options);
  tree.stop = () => parser.pause();
  return { source, parser, tree };
}

interface GuardedOptions extends ParserOptions {
  readonly source: string;
  readonly tree: BoundedTree;
}

/** Builds the DOM and counts what is open, by name. */
class BoundedTree extends DomHandler {
  readonly openCounts = new Map<string, number>();
  depth = 0;
  stop: () => void = () => undefined;
  #nodes = 0;

  override onopentag(name: string, attribs: Record<string, string>): void {
    super.onopentag(name, attribs);
    const key = name.toLowerCase();
    this.openCounts.set(key, (this.openCounts.get(key) ?? 0) + 1);
    this.depth += 1;
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) this.stop();
  }

  override onclosetag(name = ''): void {
    super.onclosetag();
    const key = name.toLowerCase();
    this.openCounts.set(key, (this.openCounts.get(key) ?? 1) - 1);
    this.depth -= 1;
  }

  override oncomment(): void {
    // Comments answer no field; leaving them out keeps the tree small.
  }

  override oncommentend(): void {
    this.lastNode = null;
  }
}

class GuardedTokenizer extends Tokenizer {
  constructor(options: ParserOptions, callbacks: TokenizerCallbacks) {
    super(options, new NestingGuard(callbacks, options as GuardedOptions));
  }
}

/** Elements of HTML whose content is text only: they cannot nest, and without its element their text would count as page text. */
const NEVER_DROPPED = new Set(['script', 'style', 'title', 'textarea', 'meta', 'link', 'img', 'br', 'input']);

/** Stands between tokenizer and parser and withholds the tags named in the header of this file. */
class NestingGuard implements TokenizerCallbacks {
  readonly #next: TokenizerCallbacks;
  readonly #source: string;
  readonly #tree: BoundedTree;
  readonly #neverDropped: ReadonlySet<string>;
  readonly #dropped = new Map<string, number>();
  #dropping = false;

  constructor(next: TokenizerCallbacks, options: GuardedOptions) {
    this.#next = next;
    this.#source = options.source;
    this.#tree = options.tree;
    this.#neverDropped = options.xmlMode === true ? new Set() : NEVER_DROPPED;
  }

  onopentagname(start: number, endIndex: number): void {
    if (this.#tree.depth >= MAX_DEPTH) {
      const name = this.#source.slice(start, endIndex).toLowerCase();
      if (!this.#neverDropped.has(name)) {
        this.#dropped.set(name, (this.#dropped.get(name) ?? 0) + 1);
        this.#dropping = true;
        return;
      }
    }
    this.#next.onopentagname(start, endIndex);
  }

  onclosetag(start: number, endIndex: number): void {
    const name = this.#source.slice(start, endIndex).toLowerCase();
    const dropped = this.#dropped.get(name) ?? 0;
    if (dropped > 0) {
      this.#dropped.set(name, dropped - 1);
      return;
    }
    const isOpen = (this.#tree.openCounts.get(name) ?? 0) > 0;
    if (isOpen || name === 'br') this.#next.onclosetag(start, endIndex);
  }

  onopentagend(endIndex: number): void {
    if (this.#dropping) this.#dropping = false;
    else this.#next.onopentagend(endIndex);
  }

  onselfclosingtag(endIndex: number): void {
    if (this.#dropping) this.#dropping = false;
    else this.#next.onselfclosingtag(endIndex);
  }

  onattribname(start: number, endIndex: number): void {
    if (!this.#dropping) this.#next.onattribname(start, endIndex);
  }

  onattribdata(start: number, endIndex: number): void {
    if (!this.#dropping) this.#next.onattribdata(start, endIndex);
  }

  onattribentity(codepoint: number): void {
    if (!this.#dropping) this.#next.onattribentity(codepoint);
  }

  onattribend(quote: QuoteType, endIndex: number): void {
    if (!this.#dropping) this.#next.onattribend(quote, endIndex);
  }

  ontext(start: number, endIndex: number): void {
    this.#next.ontext(start, endIndex);
  }

  ontextentity(codepoint: number, endIndex: number): void {
    this.#next.ontextentity(codepoint, endIndex);
  }

  oncdata(start: number, endIndex: number, endOffset: number): void {
    this.#next.oncdata(start, endIndex, endOffset);
  }

  oncomment(start: number, endIndex: number, endOffset: number): void {
    this.#next.oncomment(start, endIndex, endOffset);
  }

  ondeclaration(start: number, endIndex: number): void {
    this.#next.ondeclaration(start, endIndex);
  }

  onprocessinginstruction(start: number, endIndex: number): void {
    this.#next.onprocessinginstruction(start, endIndex);
  }

  onend(): void {
    this.#next.onend();
  }

  isInForeignContext(): boolean {
    return this.#next.isInForeignContext?.() ?? false;
  }
}
