/**
 * The URLs of a sitemap, read as its bytes arrive (https://www.sitemaps.org/protocol.html): `urlset` and `sitemapindex`
 * documents with or without namespace prefixes, feeds (RSS, Atom), lists with one URL per line, and each of them compressed
 * with gzip. The bytes decide which of them it is; the Content-Type does not matter. Broken documents give what can be read of them, oversized ones what lies below the limits.
 */

import { constants, createGunzip } from 'node:zlib';
import { isStorable } from '../storable.js';
import { MAX_URL_LENGTH, parseUrl } from '../url.js';
import { createLocReader, type LocKind } from './sitemap-locs.js';

/** Limits of the protocol for one file. */
export const MAX_SITEMAP_ENTRIES = 50_000;
export const MAX_SITEMAP_BYTES = 50 * 1024 * 1024;

export interface SitemapEntry {
  /** A page, or another sitemap to be read. */
  readonly kind: LocKind;
  /** Begins with http:// or https://; an absolute one is as written. */
  readonly loc: string;
}

export interface SitemapOptions {
  /** The sitemap's own URL. Without it, relative locations are left out. */
  readonly base?: string;
  readonly maxEntries?: number;
  /** Of the document, after decompression. */
  readonly maxBytes?: number;
  readonly onEntry: (entry: SitemapEntry) => void;
}

export interface SitemapReader {
  /** Reads the next bytes; entries are told before the promise resolves. Does nothing once the reader is full. */
  write(chunk: Uint8Array): Promise<void>;
  /** No bytes follow, or none that the caller wants. Must be called: it releases the decompressor. */
  end(): Promise<void>;
  /** A limit is reached: whatever follows will not be read. */
  readonly full: boolean;
}

/** A reader for one sitemap. It never throws for what the bytes are. */
export function createSitemapReader(options: SitemapOptions): SitemapReader {
  const { base, maxEntries = MAX_SITEMAP_ENTRIES, maxBytes = MAX_SITEMAP_BYTES, onEntry } = options;
  let entries = 0;
  let bytes = 0;
  const isFull = (): boolean => entries >= maxEntries || bytes >= maxBytes;

  const locs = createLocReader((kind, text) => {
    if (entries >= maxEntries || text === '' || text.length > MAX_URL_LENGTH || !isStorable(text)) return;
    const loc = absolute(text, base);
    if (loc === null) return;
    entries += 1;
    onEntry({ kind, loc });
    if (entries >= maxEntries) locs.stop();
  });
  const writePlain = (chunk: Uint8Array): void => {
    if (isFull()) return;
    const within = chunk.subarray(0, maxBytes - bytes);
    bytes += within.length;
    locs.write(within);
  };

  let start: Uint8Array | null = new Uint8Array();
  let inflater: Inflater | null = null;
  const write = async (chunk: Uint8Array): Promise<void> => {
    if (start !== null) {
      chunk = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
      start = chunk;
      if (chunk.length < 2) return;
      if (chunk[0] === 0x1f && chunk[1] === 0x8b) inflater = createInflater(writePlain, isFull);
      start = null;
    }
    if (inflater === null) writePlain(chunk);
    else if (!isFull()) await inflater.write(chunk);
  };

  return {
    write,
    end: async () => {
      if (start !== null) writePlain(start);
      await inflater?.end();
      // What a limit or a decompressor's failure cut off is no URL.
      locs.end(bytes < maxBytes);
    },
    get full() {
      return isFull();
    },
  };
}

/** The http or https URL that a location means, or null. */
function absolute(loc: string, base: string | undefined): string | null {
  if (/^https?:\/\//i.test(loc)) return loc;
  const url = base === undefined ? null : (parseUrl(loc, base)?.href ?? null);
  return url !== null && /^https?:/.test(url) && url.length <= MAX_URL_LENGTH ? url : null;
}

interface Inflater {
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** Decompressed bytes go to `onBytes` a small piece at a time, so a bomb is noticed before it has grown. */
function createInflater(onBytes: (bytes: Uint8Array) => void, isFull: () => boolean): Inflater {
  // With a sync flush at its end a file that was cut short gives what it held instead of an error. A damaged one loses up
  // to one such piece before the damage.
  const gunzip = createGunzip({ chunkSize: 65_536, finishFlush: constants.Z_SYNC_FLUSH });
  const closed = new Promise<void>((resolve) => gunzip.once('close', resolve));
  gunzip.on('error', () => undefined);
  gunzip.on('data', (bytes: Uint8Array) => {
    onBytes(bytes);
    if (isFull()) gunzip.destroy();
  });
  return {
    write: async (chunk) => {
      if (gunzip.destroyed) return;
      await Promise.race([closed, new Promise<void>((resolve) => gunzip.write(chunk, () => resolve()))]);
    },
    end: async () => {
      if (!gunzip.destroyed) gunzip.end();
      await closed;
    },
  };
}
