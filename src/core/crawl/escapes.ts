/** Percent-encoding as RFC 3986 wants it compared: hex digits in upper case, and unreserved characters bare. */

const ESCAPE = /%[0-9A-Fa-f]{2}/g;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const UNRESERVED = /[A-Za-z0-9\-._~]/;
const NOT_PRINTABLE_ASCII = /[^\x21-\x7e]+/g;

const encoder = new TextEncoder();

/** Upper-case hex, unreserved characters decoded; every other escape, and a `%` that starts none, is left. */
export function normaliseEscapes(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(ESCAPE, (escape) => {
    const char = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return UNRESERVED.test(char) ? char : escape.toUpperCase();
  });
}

/**
 * The same, and a fixed point: doing it again changes nothing. Next to a `%` that starts no escape a decoded character
 * could complete one (`%%32e` would become `%2e`), so a segment or parameter with one keeps its escapes, their case aside.
 */
export function normaliseEscapesOnce(text: string): string {
  if (!text.includes('%')) return text;
  if (!BROKEN_ESCAPE.test(text)) return normaliseEscapes(text);
  return text.replace(/[^/?&]+/g, (part) =>
    BROKEN_ESCAPE.test(part)
      ? part.replace(ESCAPE, (escape) => escape.toUpperCase())
      : normaliseEscapes(part),
  );
}

/** Blanks, control characters and everything beyond ASCII as escaped UTF-8; half a surrogate pair counts as U+FFFD. */
export function escapeNonAscii(text: string): string {
  return text.replace(NOT_PRINTABLE_ASCII, (run) =>
    Array.from(encoder.encode(run), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
      '',
    ),
  );
}
