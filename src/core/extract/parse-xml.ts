/**
 * XML text to a DOM, in time and memory bounded by the input's length whatever the input is.
 *
 * htmlparser2 keeps its open elements in an array with the innermost one first, so opening at depth d costs d, and so does
 * a closing tag that matches nothing. Two rules at the border between its tokenizer and its parser keep every tag cheap:
 * tags below MAX_DEPTH are left out, and a closing tag that matches no open element is dropped before the parser searches
 * for it. MAX_NODES bounds the memory of the tree.
 */

import { DomHandler, type Document } from 'domhandler';
import { Parser, Tokenizer, type ParserOptions, type QuoteType, type TokenizerCallbacks } from 'htmlparser2';
import { MAX_DEPTH, MAX_HTML_CHARS, MAX_NODES } from './parse-html.js';

/**
 * Parses at most MAX_HTML_CHARS of `xml`; what lies beyond MAX_NODES elements is left out. Declarations of entities are
 * passed over, and what refers to them is left as it stands.
 */
export function parseXml(xml: string): Document {
  const source = xml.length > MAX_HTML_CHARS ? xml.slice(0, MAX_HTML_CHARS) : xml;
  const tree = new BoundedTree();
  const options: GuardedOptions = { Tokenizer: GuardedTokenizer, source, tree, xmlMode: true };
  const parser = new Parser(tree, options);
  tree.stop = () => parser.pause();
  parser.end(source);
  return tree.root;
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

/** Stands between tokenizer and parser and withholds the tags named in the header of this file. */
class NestingGuard implements TokenizerCallbacks {
  readonly #next: TokenizerCallbacks;
  readonly #source: string;
  readonly #tree: BoundedTree;
  readonly #dropped = new Map<string, number>();
  #dropping = false;

  constructor(next: TokenizerCallbacks, options: GuardedOptions) {
    this.#next = next;
    this.#source = options.source;
    this.#tree = options.tree;
  }

  onopentagname(start: number, endIndex: number): void {
    if (this.#tree.depth >= MAX_DEPTH) {
      const name = this.#source.slice(start, endIndex).toLowerCase();
      this.#dropped.set(name, (this.#dropped.get(name) ?? 0) + 1);
      this.#dropping = true;
      return;
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
    if (isOpen) this.#next.onclosetag(start, endIndex);
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
