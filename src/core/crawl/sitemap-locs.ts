/** The locations in the decompressed bytes of a sitemap, document or list, in whatever pieces they come. */

import { TextDecoder } from 'node:util';
import { Parser } from 'htmlparser2';
import { MAX_URL_LENGTH } from '../url.js';

export type LocKind = 'url' | 'sitemap';

type OnLoc = (kind: LocKind, loc: string) => void;

interface Reader<Piece> {
  readonly write: (piece: Piece) => void;
  /** `isWhole`: what was written last is complete. */
  readonly end: (isWhole: boolean) => void;
  /** Nothing more is to be told. */
  readonly stop: () => void;
}

/** Decodes, and chooses between a document and a list by the first character that is no blank. */
export function createLocReader(onLoc: OnLoc): Reader<Uint8Array> {
  let decoder: TextDecoder | null = null;
  let reader: Reader<string> | null = null;
  return {
    write: (chunk) => {
      decoder ??= new TextDecoder(encodingOf(chunk));
      const decoded = decoder.decode(chunk, { stream: true });
      const text = reader === null ? decoded.trimStart() : decoded;
      if (text === '') return;
      reader ??= text.startsWith('<') ? createXmlReader(onLoc) : createListReader(onLoc);
      reader.write(text);
    },
    end: (isWhole) => reader?.end(isWhole),
    stop: () => reader?.stop(),
  };
}

/** UTF-8 is the protocol's only encoding; UTF-16 is what some editors save all the same. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function createListReader(onLoc: OnLoc): Reader<string> {
  let rest = '';
  let isStopped = false;
  return {
    write: (text) => {
      const lines = (rest + text).split(/[\r\n]+/);
      // A line longer than any URL keeps its length, and with it its refusal, not its text.
      rest = (lines.pop() ?? '').slice(0, MAX_URL_LENGTH + 1);
      for (const line of lines) {
        if (isStopped) return;
        onLoc('url', line.trim());
      }
    },
    end: (isWhole) => {
      if (isWhole && !isStopped) onLoc('url', rest.trim());
    },
    stop: () => {
      isStopped = true;
    },
  };
}

/** Deeper than any sitemap. The parser's cost per tag grows with its depth, so nesting beyond it ends the reading. */
const MAX_DEPTH = 64;

const KINDS: Readonly<Record<string, LocKind>> = {
  urlset: 'url',
  url: 'url',
  sitemapindex: 'sitemap',
  sitemap: 'sitemap',
};

function createXmlReader(onLoc: OnLoc): Reader<string> {
  let depth = 0;
  let kind: LocKind | null = null;
  // Extensions have a `loc` of their own (`image:loc`): the one that counts has the prefix of the element it stands in.
  let prefix = '';
  let loc: string | null = null;

  const parser = new Parser(
    {
      onopentagname: (name) => {
        depth += 1;
        if (depth > MAX_DEPTH) parser.pause();
        const [space, local] = splitName(name);
        const found = Object.hasOwn(KINDS, local) ? KINDS[local] : undefined;
        if (found !== undefined) [kind, prefix] = [found, space];
        else if (local === 'loc' && space === prefix) loc = '';
      },
      ontext: (text) => {
        if (loc !== null && loc.length <= MAX_URL_LENGTH) loc += text;
      },
      onclosetag: (name) => {
        depth -= 1;
        if (loc === null || splitName(name)[1] !== 'loc') return;
        if (kind !== null) onLoc(kind, loc.trim());
        loc = null;
      },
    },
    { xmlMode: true },
  );
  return {
    write: (text) => parser.write(text),
    // Ending the parser would close what is open, and tell the part of a URL that has arrived as if it were one.
    end: () => undefined,
    stop: () => parser.pause(),
  };
}

function splitName(name: string): [string, string] {
  const colon = name.indexOf(':');
  return [name.slice(0, Math.max(colon, 0)), name.slice(colon + 1).toLowerCase()];
}
