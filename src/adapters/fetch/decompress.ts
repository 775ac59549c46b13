/**
 * Undoes Content-Encoding within a byte limit. Memory is bounded by the limit per coding whatever the compressed bytes
 * claim: a bomb ends as a truncated body.
 */

import zlib from 'node:zlib';
import type { Transform } from 'node:stream';
import { looksLikeText } from '../../core/html/content-type.js';
import type { Deadline } from './deadline.js';
import { inflateMembers } from './gzip.js';
import { inflateStream, type Decoded } from './inflate.js';

/** What is said of a page whose compressed data end too early. */
export const CUT_CODING = 'the compressed page ended early or was too long, and was cut';

/** The stated encoding cannot be undone and nothing readable came of it. The message is safe to show. */
export class BadEncoding extends Error {
  override readonly name = 'BadEncoding';
}

/** What requests ask for. zstd is decoded when sent, but not asked for. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

const MAX_CODINGS = 3;

/** RFC 9659: a larger window must not be used for the content coding. */
const ZSTD_MAX_WINDOW_LOG = 23;
/** Bounds the time for a body of empty frames; what comes after so many is left out. */
const ZSTD_MAX_FRAMES = 2_000;

/** Up to these sizes one synchronous call beats a stream by far and keeps the event loop for a few milliseconds only. */
const SYNC_MAX_INPUT = 256 * 1024;
const SYNC_MAX_OUTPUT = 2 * 1024 * 1024;

/**
 * @param contentEncoding value of the header; codings that nobody knows (`utf-8`, `none`) are ignored, as in browsers
 * @param limit maximal length of the result in bytes
 * @throws BadEncoding, or the deadline's reason
 */
export async function decompress(
  body: Uint8Array,
  contentEncoding: string | undefined,
  limit: number,
  deadline: Deadline,
): Promise<Decoded> {
  const codings = parseCodings(contentEncoding);
  if (codings.length > MAX_CODINGS)
    throw new BadEncoding('The page is compressed more often than is allowed.');
  let result: Decoded = { bytes: body, truncated: false };
  for (const coding of codings.reverse()) {
    if (result.bytes.length === 0) break;
    const step = await undo(result.bytes, coding, limit, deadline);
    result = {
      bytes: step.bytes,
      truncated: result.truncated || step.truncated,
      hasWrongSum: result.hasWrongSum === true || step.hasWrongSum === true,
    };
  }
  return result;
}

type Coding = 'gzip' | 'deflate' | 'br' | 'zstd';

/** Known codings in the order in which the server applied them. */
function parseCodings(header: string | undefined): Coding[] {
  if (header === undefined || header === '') return [];
  const codings: Coding[] = [];
  for (const token of header.toLowerCase().split(',')) {
    const name = token.trim().replace(/^x-gzip$/, 'gzip');
    if (name === 'gzip' || name === 'deflate' || name === 'br' || name === 'zstd') codings.push(name);
  }
  return codings;
}

async function undo(bytes: Uint8Array, coding: Coding, limit: number, deadline: Deadline): Promise<Decoded> {
  const decoded = await inflate(bytes, coding, limit, deadline);
  if (decoded.bytes.length > 0 || !decoded.truncated) return decoded;
  // Nothing came out. Servers label plain pages as compressed; what reads as text is taken as it is.
  if (looksLikeText(bytes)) return { bytes, truncated: false };
  throw new BadEncoding('The page is compressed in a way that cannot be read.');
}

async function inflate(
  bytes: Uint8Array,
  coding: Coding,
  limit: number,
  deadline: Deadline,
): Promise<Decoded> {
  if (coding === 'zstd') return inflateFrames(bytes, limit, deadline);
  const whole = inflateNow(bytes, coding, limit);
  if (whole !== null) return whole;
  if (coding === 'gzip') return inflateMembers(bytes, limit, deadline);
  return inflateStream(openInflater(bytes, coding), bytes, limit, deadline);
}

/** The common case in one call; null when it is too large for that, or not intact. */
function inflateNow(bytes: Uint8Array, coding: Exclude<Coding, 'zstd'>, limit: number): Decoded | null {
  if (bytes.length > SYNC_MAX_INPUT) return null;
  const options = { maxOutputLength: Math.min(limit, SYNC_MAX_OUTPUT) };
  try {
    if (coding === 'gzip') return { bytes: zlib.gunzipSync(bytes, options), truncated: false };
    if (coding === 'br') return { bytes: zlib.brotliDecompressSync(bytes, options), truncated: false };
    const inflated = isZlibWrapped(bytes)
      ? zlib.inflateSync(bytes, options)
      : zlib.inflateRawSync(bytes, options);
    return { bytes: inflated, truncated: false };
  } catch {
    return null;
  }
}

/** zstd is one frame after the other, and Node's decoder ends with a frame. */
async function inflateFrames(bytes: Uint8Array, limit: number, deadline: Deadline): Promise<Decoded> {
  const decoded: Uint8Array[] = [];
  let room = limit;
  let at = 0;
  for (let frames = 0; at < bytes.length; frames += 1) {
    if (deadline.ended !== null) throw deadline.ended;
    if (frames === ZSTD_MAX_FRAMES) return { bytes: Buffer.concat(decoded), truncated: true };
    const inflater = openInflater(bytes, 'zstd');
    const frame = await inflateStream(inflater, bytes.subarray(at), room, deadline);
    decoded.push(frame.bytes);
    if (frame.truncated) return { bytes: Buffer.concat(decoded), truncated: true };
    room -= frame.bytes.length;
    at += inflater.bytesWritten;
  }
  return { bytes: Buffer.concat(decoded), truncated: false };
}

function openInflater(bytes: Uint8Array, coding: Exclude<Coding, 'gzip'>): Transform & zlib.Zlib {
  const options = { chunkSize: 64 * 1024 };
  if (coding === 'zstd') {
    const params = { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_MAX_WINDOW_LOG };
    return zlib.createZstdDecompress({ ...options, params });
  }
  if (coding === 'br') return zlib.createBrotliDecompress(options);
  return isZlibWrapped(bytes) ? zlib.createInflate(options) : zlib.createInflateRaw(options);
}

/** RFC 1950 header: method 8 and a check that the first two bytes are a multiple of 31. Some servers send raw deflate. */
function isZlibWrapped(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0;
}
