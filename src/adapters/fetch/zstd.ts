/**
 * zstd for a Node without it (before 22.15), on the pure JavaScript decoder fzstd. The decoder allocates the window that
 * a frame claims and moves it once per block, so a few bytes could ask for gigabytes or minutes; the frames are
 * therefore walked first, and what exceeds the bounds is not decoded.
 */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { Decompress } from 'fzstd';
import type { Deadline } from './deadline.js';

/** RFC 9659: a larger window must not be used for the content coding. */
const MAX_WINDOW = 8 * 1024 * 1024;

/** Bytes moved by the decoder in total; an honest 24 MiB body at the largest window needs 1.5 GiB. */
const MAX_WORK = 2 * 1024 ** 3;

/** Input given to the decoder before other work gets its turn. */
const SLICE = 32 * 1024;

/**
 * Decodes up to `limit` bytes; `truncated` when there was more, or when the rest is broken or out of bounds.
 * Rejects with the deadline's reason only.
 */
export async function unzstd(
  input: Uint8Array,
  limit: number,
  deadline: Deadline,
): Promise<{ bytes: Uint8Array; truncated: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const decoder = new Decompress((chunk) => {
    const room = limit - length;
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    length += chunk.length;
    // Blocks come out of one synchronous call; throwing is the only way to leave it.
    if (length > limit) throw new Error('limit');
  });
  const end = decodablePrefix(input);
  let truncated = end < input.length;
  for (let at = 0; at < end; at += SLICE) {
    if (at > 0) await nextTurn();
    if (deadline.ended !== null) throw deadline.ended;
    try {
      // A copy: the decoder keeps parts of what it is given, and shares no memory with the caller that way.
      decoder.push(input.slice(at, Math.min(at + SLICE, end)), at + SLICE >= input.length);
    } catch {
      truncated = true;
      break;
    }
  }
  return { bytes: Buffer.concat(chunks), truncated };
}

/**
 * How many bytes of the input may be given to the decoder. Walks frame and block headers (RFC 8878 section 3.1); broken
 * structure counts as decodable, as the decoder itself stops there.
 */
function decodablePrefix(input: Uint8Array): number {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let work = 0;
  let at = 0;
  try {
    while (at < input.length) {
      const magic = view.getUint32(at, true);
      if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
        at += 8 + view.getUint32(at + 4, true);
        continue;
      }
      if (magic !== 0xfd2fb528) break;
      const frame = readFrameHeader(view, at);
      work += frame.window;
      if (frame.window > MAX_WINDOW || work > MAX_WORK) return at;
      at = frame.end;
      for (let last = false; !last;) {
        const block = view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
        work += frame.window;
        if (work > MAX_WORK) return at;
        last = (block & 1) === 1;
        at += 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3);
      }
      if (frame.hasChecksum) at += 4;
    }
  } catch {
    // Reading past the end: an incomplete stream, of which the walked part is within bounds.
  }
  return input.length;
}

function readFrameHeader(view: DataView, at: number): { window: number; end: number; hasChecksum: boolean } {
  const descriptor = view.getUint8(at + 4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
  const sizeAt = at + 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes;
  const hasChecksum = (descriptor & 4) !== 0;
  const end = sizeAt + sizeBytes;
  if (isSingleSegment) return { window: readSize(view, sizeAt, sizeBytes), end, hasChecksum };
  const exponent = view.getUint8(at + 5);
  const base = 2 ** (10 + (exponent >> 3));
  return { window: base + (base / 8) * (exponent & 7), end, hasChecksum };
}

function readSize(view: DataView, at: number, bytes: number): number {
  if (bytes === 1) return view.getUint8(at);
  if (bytes === 2) return view.getUint16(at, true) + 256;
  if (bytes === 4) return view.getUint32(at, true);
  return Number(view.getBigUint64(at, true));
}
