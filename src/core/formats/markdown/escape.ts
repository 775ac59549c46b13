/** Text so that Markdown shows it as it is, with as few marks as that takes. */

/** Most text holds nothing that Markdown could read as more. */
const MAY_MEAN_MORE = /[\\`*_[\]<&~]/;

/** What stands in a line, wherever. */
export function escapeInline(text: string): string {
  if (!MAY_MEAN_MORE.test(text)) return text;
  return text.replace(/[\\`*_[\]<&~]/g, (mark, at: number) =>
    needsEscape(mark, text, at) ? `\\${mark}` : mark,
  );
}

function needsEscape(mark: string, text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  switch (mark) {
    case '\\':
      return after === '' || /[!-/:-@[-`{-~]/.test(after);
    case '*':
      return !(isBlank(before) && isBlank(after)) || before === '' || after === '';
    case '_':
      // Inside a word it means nothing.
      return !(isBlank(before) && isBlank(after)) && !(isWord(before) && isWord(after));
    case '~':
      // It only deletes up to one that stands behind something.
      return !isBlank(before);
    case '[':
      return false;
    case ']':
      return /[([:]/.test(after);
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

/** The text of a link or the description of a picture: brackets in it would end it. */
export function escapeBrackets(text: string): string {
  return /[[\]]/.test(text)
    ? text.replace(/\\?[[\]]/g, (mark) => (mark.length === 2 ? mark : `\\${mark}`))
    : text;
}

/** A line, given what Markdown reads at the start of lines as headings, quotes, lists, rules and the like. */
export function escapeLineStart(line: string): string {
  switch (line.slice(0, 1)) {
    case '#':
      return /^#{1,6}(?:\s|$)/.test(line) ? `\\${line}` : line;
    case '>':
      return `\\${line}`;
    case '-':
    case '+':
    case '=':
      return /^(?:[-+](?:\s|$)|-[-\s]*$|=+\s*$)/.test(line) ? `\\${line}` : line;
    case '~':
      return line.startsWith('~~~') ? `\\${line}` : line;
    default:
      return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
  }
}

/** An address as the target of a link or picture. */
export function target(address: string): string {
  const encoded = /[\s<>|\\]/.test(address) ? address.replace(/[\s<>|\\]/g, encodeURIComponent) : address;
  return hasEvenParentheses(encoded) ? encoded : encoded.replaceAll('(', '%28').replaceAll(')', '%29');
}

function hasEvenParentheses(text: string): boolean {
  if (!/[()]/.test(text)) return true;
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    if (open < 0 || open > 20) return false;
  }
  return open === 0;
}
