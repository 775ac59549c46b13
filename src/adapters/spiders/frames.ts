/**
 * Messages over a stream: a JSON value and, behind it, bytes that are sent as they are.
 *
 *   length of the JSON (4 bytes, big-endian) | length of the bytes (4 bytes) | JSON in UTF-8 | bytes
 */

import type { Readable, Writable } from 'node:stream';

const PREFIX_BYTES = 8;
const NO_BYTES = new Uint8Array(0);

export interface Frame {
  readonly message: object;
  readonly bytes: Uint8Array;
}

/** False when the other side has not read what was sent before. */
export function writeFrame(stream: Writable, message: unknown, bytes: Uint8Array = NO_BYTES): boolean {
  const json = JSON.stringify(message);
  const jsonBytes = Buffer.byteLength(json);
  const head = Buffer.allocUnsafe(PREFIX_BYTES + jsonBytes);
  head.writeUInt32BE(jsonBytes, 0);
  head.writeUInt32BE(bytes.length, 4);
  head.write(json, PREFIX_BYTES);
  if (bytes.length === 0) return stream.write(head);
  stream.cork();
  stream.write(head);
  const isDrained = stream.write(bytes);
  stream.uncork();
  return isDrained;
}

/**
 * Calls `onFrame` for every message of the stream, and `onBroken` once, after which nothing is read any more, when one
 * is no JSON object or its JSON is longer than `mostJsonBytes`. A frame's bytes are valid for as long as the frame is kept.
 */
export function readFrames(
  stream: Readable,
  mostJsonBytes: number,
  onFrame: (frame: Frame) => void,
  onBroken: () => void,
): void {
  // Joined when a frame is whole: joining at every chunk would copy a long one again and again.
  let chunks: Buffer[] = [];
  let length = 0;
  let needed = PREFIX_BYTES;

  /** The bytes that are left over, and sets `needed`; null when the stream is broken. */
  const takeFrames = (buffer: Buffer): Buffer | null => {
    let at = 0;
    for (;;) {
      needed = PREFIX_BYTES;
      if (buffer.length - at < PREFIX_BYTES) return buffer.subarray(at);
      const jsonBytes = buffer.readUInt32BE(at);
      if (jsonBytes > mostJsonBytes) return null;
      const bytesAt = at + PREFIX_BYTES + jsonBytes;
      const end = bytesAt + buffer.readUInt32BE(at + 4);
      needed = end - at;
      if (buffer.length < end) return buffer.subarray(at);
      const message = parseObject(buffer.toString('utf8', at + PREFIX_BYTES, bytesAt));
      if (message === null) return null;
      onFrame({ message, bytes: buffer.subarray(bytesAt, end) });
      at = end;
    }
  };
  const onData = (chunk: Buffer): void => {
    chunks.push(chunk);
    length += chunk.length;
    if (length < needed) return;
    const rest = takeFrames(chunks.length === 1 ? chunk : Buffer.concat(chunks, length));
    if (rest === null) {
      stream.off('data', onData);
      stream.pause();
      onBroken();
      return;
    }
    chunks = rest.length === 0 ? [] : [rest];
    length = rest.length;
  };
  stream.on('data', onData);
}

/** Null when the text is no JSON object. */
function parseObject(text: string): object | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
