/** Text so that Markdown shows it as it is, with as few marks as that takes. */

export interface Escaping {
  /** Whether brackets are escaped: they would end the link that the text is in. */
  readonly brackets?: boolean;
  /** Whether the only `*` and the only `_` of a paragraph stay, which mean nothing without a second one. */
  readonly singles?: boolean;
}

/** Most text holds nothing that Markdown could read as more. */
const MAY_MEAN_MORE = /[\\`*_[\]<&~]/;
const MARKS = /[\\`*_[\]<&~]/g;

/** What stands in a line, wherever. */
export function escapeInline(text: string, escaping: Escaping = {}): string {
  if (!MAY_MEAN_MORE.test(text)) return text;
  return text.replace(MARKS, (mark, at: number) =>
    needsEscape(mark, text, at, escaping) ? `\\${mark}` : mark,
  );
}

function needsEscape(
  mark: string,
  text: string,
  at: number,
  { brackets = false, singles = false }: Escaping,
): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  switch (mark) {
    case '\\':
      return after === '' || /[!-/:-@[-`{-~]/.test(after);
    case '*':
      return !singles && !(isBlank(before) && isBlank(after));
    case '_':
      // Inside a word it means nothing.
      return !singles && !(isBlank(before) && isBlank(after)) && !(isWord(before) && isWord(after));
    case '~':
      // It only deletes up to one that stands behind something.
      return !isBlank(before);
    case '[':
      return brackets;
    case ']':
      return brackets || after === '(' || (after === ':' && text.startsWith('['));
    case '<':
      return /[A-Za-z/!?]/.test(after);
    case '&':
      return /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/.test(text.slice(at, at + 40));
    default:
      return true;
  }
}

function isBlank(character: string): boolean {
  return character === '' || /\s/.test(character);
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}

/** The text with its brackets escaped where one of them has no other; null where it may stay. */
export function escapeBrackets(text: string): string | null {
  let open = 0;
  for (const character of text.match(/[[\]]/g) ?? []) {
    open += character === '[' ? 1 : -1;
    if (open < 0) break;
  }
  return open === 0 ? null : text.replace(/[[\]]/g, '\\$&');
}

/** A line, given what Markdown reads at the start of lines as headings, quotes, lists, rules and the like. */
export function escapeLineStart(line: string): string {
  switch (line.charAt(0)) {
    case '#':
      return /^#{1,6}(?:\s|$)/.test(line) ? `\\${line}` : line;
    case '>':
      return `\\${line}`;
    case '-':
    case '+':
    case '=':
      return /^(?:[-+](?:\s|$)|-[-\s]*$|=+\s*$)/.test(line) ? `\\${line}` : line;
    case '*':
    case '_':
      return /^(?:\*\s|[*\s]*$|[_\s]*$)/.test(line) ? `\\${line}` : line;
    case '~':
      return line.startsWith('~~~') ? `\\${line}` : line;
    default:
      return /^\d/.test(line) ? line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2') : line;
  }
}

/** The text of a heading, given that number signs at its end are no part of it. */
export function escapeLineEnd(line: string): string {
  return line.endsWith('#') ? line.replace(/(^|\s)(#+)$/, '$1\\$2') : line;
}

/** An address as the target of a link or picture. */
export function linkTarget(address: string): string {
  const encoded = /[\s<>|\\]/.test(address) ? address.replace(/[\s<>|\\]/g, encodeURIComponent) : address;
  return hasEvenParentheses(encoded) ? encoded : encoded.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** How deep CommonMark readers follow parentheses in a target at least. */
const MAX_PARENTHESES = 20;

function hasEvenParentheses(text: string): boolean {
  let open = 0;
  for (const character of text.match(/[()]/g) ?? []) {
    open += character === '(' ? 1 : -1;
    if (open < 0 || open > MAX_PARENTHESES) return false;
  }
  return open === 0;
}
