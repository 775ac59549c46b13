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

/** A line that is a URL or a path from the root. Any other text that a server sends in place of a list has none of these. */
const LISTED = /^(?:https?:\/\/|\/(?![/*]))\S*$/i;

/** What no list of URLs holds, and other files do: control characters, and bytes that are no text. */
const BINARY = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

function createListReader(onLoc: OnLoc): Reader<string> {
  let rest = '';
  let isStopped = false;
  const tell = (line: string): void => {
    if (LISTED.test(line)) onLoc('url', line);
  };
  return {
    write: (text) => {
      isStopped ||= BINARY.test(text);
      if (isStopped) return;
      const lines = (rest + text).split(/[\r\n]+/);
      // A line longer than any URL keeps its length, and with it its refusal, not its text.
      rest = (lines.pop() ?? '').slice(0, MAX_URL_LENGTH + 1);
      for (const line of lines) {
        if (isStopped) return;
        tell(line.trim());
      }
    },
    end: (isWhole) => {
      if (isWhole && !isStopped) tell(rest.trim());
    },
    stop: () => {
      isStopped = true;
    },
  };
}

/** Deeper than any sitemap. The parser's cost per tag grows with its depth, so nesting beyond it ends the reading. */
const MAX_DEPTH = 64;

/** Elements that say which locations follow: those of a sitemap, and behind a feed's root those of a feed. */
type Place = LocKind | 'item' | 'entry';
const PLACES: Readonly<Record<string, Place>> = {
  urlset: 'url',
  url: 'url',
  sitemapindex: 'sitemap',
  sitemap: 'sitemap',
};
const FEED_ROOTS = /^(?:rss|rdf|feed)$/;
const FEED_PLACES: Readonly<Record<string, Place>> = { item: 'item', entry: 'entry' };

function createXmlReader(onLoc: OnLoc): Reader<string> {
  let depth = 0;
  let places = PLACES;
  let place: Place | null = null;
  // Extensions have a `loc` of their own (`image:loc`): the one that counts has the prefix of the element it stands in.
  let prefix = '';
  let loc: string | null = null;

  /** Whether the text of such an element is a location. */
  const holdsLoc = (space: string, local: string): boolean =>
    space === prefix && local === (place === 'item' ? 'link' : 'loc');

  const parser = new Parser(
    {
      onopentagname: (name) => {
        depth += 1;
        if (depth > MAX_DEPTH) parser.pause();
        const [space, local] = splitName(name);
        const found = Object.hasOwn(places, local) ? places[local] : undefined;
        if (found !== undefined) [place, prefix] = [found, space];
        else if (place === null && FEED_ROOTS.test(local)) places = FEED_PLACES;
        else if (holdsLoc(space, local)) loc = '';
      },
      onopentag: (name, { href, rel = place === 'entry' ? 'alternate' : '' }) => {
        const [space, local] = splitName(name);
        if (local !== 'link' || href === undefined || rel.trim().toLowerCase() !== 'alternate') return;
        // An entry's page in a feed; the versions of a page in other languages in a sitemap (`xhtml:link`).
        if (place === 'url' || (place === 'entry' && space === prefix)) onLoc('url', href.trim());
      },
      ontext: (text) => {
        if (loc !== null && loc.length <= MAX_URL_LENGTH) loc += text;
      },
      onclosetag: (name) => {
        depth -= 1;
        const [space, local] = splitName(name);
        // What stands in a feed beside its items is about the feed.
        if (Object.hasOwn(FEED_PLACES, local) && space === prefix && places === FEED_PLACES) place = null;
        if (loc === null || (local !== 'loc' && local !== 'link')) return;
        if (place !== null) onLoc(place === 'sitemap' ? 'sitemap' : 'url', loc.trim());
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
