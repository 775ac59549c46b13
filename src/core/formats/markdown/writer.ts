/**
 * Blocks of Markdown one after the other, inside quotes and list items: the prefixes of lines and the empty lines between
 * blocks. Bounded in length, and in the depth of what is inside what, so that no line has more prefix than text for long.
 */

/** Quotes and list items in one another; what is deeper stands in the innermost one. */
const MAX_CONTAINERS = 24;

interface Container {
  /** In front of its first line. */
  readonly first: string;
  /** In front of all its other lines. */
  readonly rest: string;
}

export interface Writer {
  /** Writes a block of one or more lines behind an empty line, or right behind what was written when `tighten` was called. */
  readonly write: (block: string) => void;
  /** Lets the next block follow without an empty line. */
  readonly tighten: () => void;
  /** Opens a quote or a list item: nothing is written of it before there is something in it. */
  readonly open: (first: string, rest: string) => void;
  /** Closes the innermost one. True when something was written in it. */
  readonly close: () => boolean;
  /** Whether nothing more is taken. */
  readonly isFull: () => boolean;
  readonly text: () => string;
}

export function createWriter(maxChars: number): Writer {
  const out: string[] = [];
  const containers: Container[] = [];
  /** How many of the containers have a line, counted from the outermost. */
  let started = 0;
  /** Opened beyond the bound. */
  let excess = 0;
  let gap = 0;
  let chars = 0;
  let isFull = false;

  const put = (text: string): void => {
    chars += text.length;
    out.push(text);
  };
  const prefix = (from: number, to: number, key: keyof Container): string => {
    let text = '';
    for (let at = from; at < to; at += 1) text += containers[at]?.[key] ?? '';
    return text;
  };

  return {
    write(block) {
      if (isFull || block === '') return;
      const begun = prefix(0, started, 'rest');
      if (out.length > 0) put(gap === 1 ? '\n' : `\n${begun.trimEnd()}\n`);
      const first = begun + prefix(started, containers.length, 'first');
      started = containers.length;
      const rest = prefix(0, started, 'rest');
      if (chars + block.length > maxChars) {
        isFull = true;
        block = block.slice(0, Math.max(0, maxChars - chars));
      }
      put(first + (block.includes('\n') && rest !== '' ? prefixed(block, rest) : block));
      gap = 2;
    },
    tighten() {
      gap = 1;
    },
    open(first, rest) {
      if (containers.length === MAX_CONTAINERS) excess += 1;
      else containers.push({ first, rest });
    },
    close() {
      if (excess > 0) {
        excess -= 1;
        return true;
      }
      const hasLines = started === containers.length;
      containers.pop();
      started = Math.min(started, containers.length);
      return hasLines;
    },
    isFull: () => isFull,
    text: () => out.join(''),
  };
}

function prefixed(block: string, prefix: string): string {
  const bare = prefix.trimEnd();
  return block
    .split('\n')
    .map((line, at) => (at === 0 ? line : line === '' ? bare : prefix + line))
    .join('\n');
}
