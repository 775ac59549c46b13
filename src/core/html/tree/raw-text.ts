/** Where the content of elements ends that hold nothing but text: `title`, `style`, `script` and the like. */

/** Whether character references count in it; the end of `plaintext` is that of the page. */
export type RawKind = 'decoded' | 'raw' | 'script' | 'rest';

const KINDS: Readonly<Record<string, RawKind>> = {
  title: 'decoded',
  textarea: 'decoded',
  style: 'raw',
  xmp: 'raw',
  iframe: 'raw',
  noembed: 'raw',
  noframes: 'raw',
  noscript: 'raw',
  script: 'script',
  plaintext: 'rest',
};

/** What kind of text an element of HTML holds; null where it may hold elements. */
export function rawKindOf(name: string): RawKind | null {
  return Object.hasOwn(KINDS, name) ? (KINDS[name] ?? null) : null;
}

/** The place of the closing tag of `name` at or behind `from`; the length of the source where there is none. */
export function rawEnd(source: string, from: number, name: string, kind: RawKind): number {
  if (kind === 'rest') return source.length;
  return kind === 'script' ? scriptEnd(source, from) : closingTag(source, from, name);
}

function closingTag(source: string, from: number, name: string): number {
  for (let at = source.indexOf('</', from); at !== -1; at = source.indexOf('</', at + 2))
    if (isTagAt(source, at + 2, name)) return at;
  return source.length;
}

/** Whether `name` stands at a place, and ends there. */
function isTagAt(source: string, at: number, name: string): boolean {
  const end = at + name.length;
  if (end >= source.length) return false;
  for (let index = 0; index < name.length; index += 1)
    if ((source.charCodeAt(at + index) | 0x20) !== name.charCodeAt(index)) return false;
  const next = source.charCodeAt(end);
  return next === 0x3e || next === 0x2f || next === 0x20 || (next >= 0x09 && next <= 0x0d && next !== 0x0b);
}

/**
 * In `<!-- … -->`, scripts may hold `<script>…</script>`, whose closing tag is not the end.
 * https://html.spec.whatwg.org/multipage/parsing.html#script-data-escaped-state
 */
function scriptEnd(source: string, from: number): number {
  let isEscaped = false;
  let isInner = false;
  let commentEnd = -1;
  for (let at = source.indexOf('<', from); at !== -1; at = source.indexOf('<', at + 1)) {
    if (isEscaped && commentEnd < at) {
      isEscaped = isInner = false;
    }
    if (isTagAt(source, at + 2, 'script') && source.charCodeAt(at + 1) === 0x2f) {
      if (!isInner) return at;
      isInner = false;
    } else if (!isEscaped && source.startsWith('!--', at + 1)) {
      // The dashes of the start may be those of the end.
      const end = source.indexOf('-->', at + 2);
      commentEnd = end === -1 ? source.length : end;
      isEscaped = true;
    } else if (isEscaped && isTagAt(source, at + 1, 'script')) isInner = true;
  }
  return source.length;
}
