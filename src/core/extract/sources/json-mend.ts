/**
 * Mends JSON in one linear pass: drops comments, CDATA marks, trailing commas and trailing junk, escapes control characters
 * and quotes inside strings, puts quotes around names and single-quoted strings, and closes what the text leaves open.
 */

const MAX_TOP_VALUES = 50;
const MAX_DEPTH = 500;

/** The top-level objects and arrays of `text`, in order. Strings and numbers at top level are ignored. */
export function mendedValues(text: string): string[] {
  const values: string[] = [];
  let out: string[] = [];
  const open: string[] = [];
  const close = (): void => {
    if (out.at(-1) === ',') out.pop();
    if (out.at(-1) === ':') out.push('null');
    out.push(open.pop() ?? '');
    if (open.length === 0) {
      values.push(out.join(''));
      out = [];
    }
  };
  let index = 0;
  while (index < text.length && values.length < MAX_TOP_VALUES) {
    const char = text[index] ?? '';
    const skipped = commentEnd(text, index);
    if (skipped > index) {
      index = skipped;
    } else if (open.length > 0 && (char === '"' || (char === "'" && beginsValue(out)))) {
      const end = stringEnd(text, index, char);
      out.push(cleanString(text.slice(index + 1, end)));
      index = end + 1;
    } else if (open.length > 0 && WORD_START.test(char) && beginsValue(out)) {
      const end = wordEnd(text, index);
      out.push(literalOf(text.slice(index, end), text[blankEnd(text, end)] === ':'));
      index = end;
    } else {
      if ((char === '{' || char === '[') && open.length < MAX_DEPTH) {
        open.push(char === '{' ? '}' : ']');
        out.push(char);
      } else if (open.length > 0 && (char === '}' || char === ']')) close();
      // White space between tokens is dropped, so that a trailing comma is the last thing before a closing bracket.
      else if (open.length > 0 && char > ' ' && !(char === ';' && beginsValue(out))) out.push(char);
      index += 1;
    }
  }
  while (open.length > 0) close();
  return values;
}

/** Whether what comes next is the first character of a name or a value. */
function beginsValue(out: readonly string[]): boolean {
  const last = out.at(-1);
  return last === undefined || last === '{' || last === '[' || last === ',' || last === ':';
}

const WORD_START = /[\p{L}_$@]/u;
const WORD = /[\p{L}\d_$@-]/u;
const MAX_WORD = 100;

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && end - start < MAX_WORD && WORD.test(text[end] ?? '')) end += 1;
  return Math.max(end, start + 1);
}

const MAX_BLANKS = 200;

function blankEnd(text: string, start: number): number {
  let end = start;
  while (end - start < MAX_BLANKS && end < text.length && (text[end] ?? '') <= ' ') end += 1;
  return end;
}

function literalOf(word: string, isName: boolean): string {
  if (isName) return JSON.stringify(word);
  const lower = word.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower : 'null';
}

/** Index of the closing quote, or the end of the text. A quote that nothing of JSON follows is one of the text. */
function stringEnd(text: string, start: number, quote: string): number {
  let index = start + 1;
  while (index < text.length) {
    if (text[index] === '\\') index += 2;
    else if (text[index] === quote && endsString(text, index + 1)) break;
    else index += 1;
  }
  return Math.min(index, text.length);
}

function endsString(text: string, start: number): boolean {
  const end = blankEnd(text, start);
  const next = text[end];
  if (next === undefined || ',:}]'.includes(next)) return true;
  if (end - start >= MAX_BLANKS || text.startsWith('//', end) || text.startsWith('/*', end)) return true;
  return text.slice(start, end).includes('\n') && (next === '"' || next === "'");
}

function cleanString(inner: string): string {
  const escaped = inner
    .replace(/[\u0000-\u001f]/g, (char) => (char === '\n' ? '\\n' : ' '))
    .replace(
      /\\(?:(["\\/bfnrt])|(u[0-9a-fA-F]{4})|([^]))|(")/g,
      (_all, known: string, unicode: string, other: string, bare: string) =>
        bare !== undefined
          ? '\\"'
          : known !== undefined
            ? `\\${known}`
            : unicode !== undefined
              ? `\\${unicode}`
              : (other ?? ''),
    );
  // A backslash that the text ends with escapes nothing.
  return `"${/(?<!\\)(?:\\\\)*\\$/.test(escaped) ? escaped.slice(0, -1) : escaped}"`;
}

/** Where the comment or mark that starts at `index` ends; `index` itself when there is none. */
function commentEnd(text: string, index: number): number {
  if (text.startsWith('/*', index)) return after(text, '*/', index + 2);
  if (text.startsWith('//', index)) return after(text, '\n', index + 2);
  if (text.startsWith('<!--', index)) return index + 4;
  if (text.startsWith('-->', index)) return index + 3;
  if (text.startsWith('<![CDATA[', index)) return index + 9;
  if (text.startsWith(']]>', index)) return index + 3;
  return index;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
