/**
 * The head of an HTTP/1 answer as browsers read it: lines may end in a line feed alone, be folded, have blanks before the
 * colon, no colon, or bytes that no header may have. Servers need more patience than RFC 9112 asks for.
 */

export interface AnswerHead {
  readonly status: number;
  /** What the status line says behind the status; most say nothing of use. */
  readonly reason: string;
  /** Of HTTP/1.1 or later, so that it may be chunked. */
  readonly mayChunk: boolean;
  /** Lower-case names and latin1 values, in the order in which they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** More than this before the first empty line is no head. Chromium's bound. */
export const MAX_HEAD_BYTES = 256 * 1024;

/** Where the body begins: behind the first empty line. -1 when the head is not complete. */
export function endOfHead(bytes: Buffer): number {
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return at + 2;
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return -1;
}

/** A few bytes may stand before it: the end of an earlier answer. A status that is missing is 200. */
const STATUS_LINE = /^[\s\S]{0,4}?HTTP(?:\/(\d+)\.(\d+))?[ \t]*(\d{3})?(?!\d)([^\r\n]*)/i;

/** Null for what is no HTTP, and for a head that browsers refuse as well: with a NUL in it. */
export function parseHead(bytes: Buffer): AnswerHead | null {
  const text = bytes.toString('latin1');
  const start = STATUS_LINE.exec(text);
  if (start === null || text.includes('\0')) return null;
  const [statusLine, major = '1', minor = '0', status = '200', reason = ''] = start;
  const rest = text.slice(statusLine.length);
  const lines = rest.slice(rest.indexOf('\n') + 1).split(/\r?\n/);
  const isLater = Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 1);
  return {
    status: Number(status),
    reason: reason.trim(),
    mayChunk: isLater,
    headers: unfold(lines).flatMap(headerOf),
  };
}

/** A line that begins with a blank goes on with the one before it (RFC 9112 section 5.2). */
function unfold(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line) && whole.length > 0) whole.push(`${whole.pop()} ${line.trim()}`);
    else whole.push(line);
  }
  return whole;
}

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/** Nothing for a line that is no header. */
function headerOf(line: string): [string, string][] {
  const colon = line.indexOf(':');
  if (colon === -1) return [];
  const name = line.slice(0, colon).trim().toLowerCase();
  const value = line.slice(colon + 1).replace(/^[ \t\r]+|[ \t\r]+$/g, '');
  return TOKEN.test(name) ? [[name, value]] : [];
}

/** Where the body ends. */
export type Framing =
  /** There is no body, whatever the head says about one. */
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  /** With the connection. */
  | { readonly kind: 'close' };

/**
 * Null for two lengths that differ: nobody knows which part is the page. Chunks count before a length; a length that is
 * no number is none. `method` is that of the request.
 */
export function framingOf({ status, mayChunk, headers }: AnswerHead, method: string): Framing | null {
  if (method === 'HEAD' || status === 204 || status === 304) return { kind: 'none' };
  const valuesOf = (wanted: string): string[] =>
    headers
      .filter(([name]) => name === wanted)
      .flatMap(([, value]) => value.split(',').map((part) => part.trim().toLowerCase()));
  if (mayChunk && valuesOf('transfer-encoding').includes('chunked')) return { kind: 'chunked' };
  const lengths = new Set(valuesOf('content-length').filter((value) => /^\d{1,15}$/.test(value)));
  if (lengths.size > 1) return null;
  const [length] = lengths;
  return length === undefined ? { kind: 'close' } : { kind: 'length', bytes: Number(length) };
}
