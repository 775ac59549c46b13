/**
 * gzip as browsers read it, member by member (RFC 1952): what stands behind the last member is passed over, and a wrong
 * checksum is told but forgiven. Node's own decoder fails on both, and loses the last of the text with it.
 */

import zlib from 'node:zlib';
import type { Deadline } from './deadline.js';
import { inflateStream, type Decoded } from './inflate.js';

/** Bounds the time for a body of empty members; what comes after so many is left out. */
const MAX_MEMBERS = 2_000;

const TRAILER_BYTES = 8;

/** Of a body that does not begin as gzip nothing comes out, and it counts as truncated. */
export async function inflateMembers(bytes: Uint8Array, limit: number, deadline: Deadline): Promise<Decoded> {
  const decoded: Uint8Array[] = [];
  let room = limit;
  let hasWrongSum = false;
  const result = (truncated: boolean): Decoded => ({ bytes: Buffer.concat(decoded), truncated, hasWrongSum });

  for (let at = 0, members = 0; ; members += 1) {
    if (deadline.ended !== null) throw deadline.ended;
    const start = bodyOfMember(bytes, at);
    if (start === null || members === MAX_MEMBERS) return result(at === 0 || members === MAX_MEMBERS);
    // Cut data give what they hold.
    const inflater = zlib.createInflateRaw({
      chunkSize: 64 * 1024,
      finishFlush: zlib.constants.Z_SYNC_FLUSH,
    });
    const member = await inflateStream(inflater, bytes.subarray(start), room, deadline);
    decoded.push(member.bytes);
    const end = start + inflater.bytesWritten;
    if (member.truncated || end + TRAILER_BYTES > bytes.length) return result(true);
    hasWrongSum ||=
      zlib.crc32(member.bytes) !== Buffer.from(bytes.buffer, bytes.byteOffset + end, 4).readUInt32LE();
    room -= member.bytes.length;
    at = end + TRAILER_BYTES;
  }
}

/** Where the compressed data of the member begin that begins at `at`; null when none does. */
function bodyOfMember(bytes: Uint8Array, at: number): number | null {
  const isMember = bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
  const flags = bytes[at + 3];
  if (!isMember || flags === undefined) return null;
  let start = at + 10;
  if ((flags & 4) !== 0) start += 2 + (bytes[start] ?? 0) + 256 * (bytes[start + 1] ?? 0);
  // A name and a comment, each of which ends with a zero.
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, start);
    if (zero === -1) return null;
    start = zero + 1;
  }
  if ((flags & 2) !== 0) start += 2;
  return start;
}
