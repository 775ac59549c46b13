/** An HTTP/1 answer, head and body, from the bytes of its connection, read as browsers read it. */

import { createBodyReader, type BodyReader } from './body.js';
import { endOfHead, framingOf, MAX_HEAD_BYTES, parseHead, type AnswerHead, type Framing } from './head.js';

/** The answer is none that a browser would show. */
export class NotHttp extends Error {
  override readonly name = 'NotHttp';
}

export interface AnswerReader {
  /** Null until it is complete. Informational answers before it are skipped. */
  readonly head: AnswerHead | null;
  /** Null until the head is complete. */
  readonly framing: Framing | null;
  /** Takes bytes that came from the connection and gives those of the body among them. Throws `NotHttp`. */
  read(bytes: Buffer): Buffer;
  /** Nothing that comes now belongs to the answer. */
  readonly isOver: boolean;
  /** Whether the answer is complete if the connection ends now. */
  readonly isWhole: boolean;
  /** More came than belongs to the answer. */
  readonly hasSurplus: boolean;
}

const NOTHING = Buffer.alloc(0);

/** `method` is that of the request which is answered. */
export function createAnswerReader(method: string): AnswerReader {
  const parts: Buffer[] = [];
  let length = 0;
  /** An empty line may come in pieces. */
  let seam: Buffer = NOTHING;
  let head: AnswerHead | null = null;
  let framing: Framing | null = null;
  let body: BodyReader | null = null;

  const readHead = (bytes: Buffer): Buffer => {
    parts.push(bytes);
    length += bytes.length;
    const window = seam.length === 0 ? bytes : Buffer.concat([seam, bytes]);
    seam = window.subarray(-2);
    if (endOfHead(window) !== -1) {
      let left: Buffer = parts.length === 1 ? bytes : Buffer.concat(parts);
      parts.length = 0;
      for (let end = endOfHead(left); end !== -1; end = endOfHead(left)) {
        const parsed = parseHead(left.subarray(0, end));
        left = left.subarray(end);
        // 101 would go on in another protocol that nobody asked for.
        if (parsed === null || parsed.status === 101) throw new NotHttp('no head of HTTP');
        if (parsed.status < 200) continue;
        framing = framingOf(parsed, method);
        if (framing === null) throw new NotHttp('two lengths');
        head = parsed;
        body = createBodyReader(framing);
        return body.read(left);
      }
      parts.push(left);
    }
    if (length > MAX_HEAD_BYTES) throw new NotHttp('a head without end');
    return NOTHING;
  };

  return {
    get head() {
      return head;
    },
    get framing() {
      return framing;
    },
    read: (bytes) => (body === null ? readHead(bytes) : body.read(bytes)),
    get isOver() {
      return body?.isOver ?? false;
    },
    get isWhole() {
      return body?.isWhole ?? false;
    },
    get hasSurplus() {
      return body?.hasSurplus ?? false;
    },
  };
}
