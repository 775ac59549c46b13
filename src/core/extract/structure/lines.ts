/** The visible text of the page in lines, as blocks and line breaks cut it, each with the elements that hold its parts. */

import { isTag, isText, type ChildNode, type Document, type Element } from 'domhandler';
import { BLOCKS, collapse, isInvisible, walk, type Step } from '../text.js';
import { chainOf } from './ancestors.js';
import { regionOf, type Region } from './region.js';
import { holderOf, leadsElsewhere, levelOf } from './related.js';

export interface Segment {
  readonly text: string;
  /** The innermost element around the text. */
  readonly holder: Element;
}

export interface Line {
  readonly text: string;
  readonly at: number;
  /** The innermost block around the line. */
  readonly block: Element;
  readonly segments: readonly Segment[];
  readonly region: Region;
}

const MAX_LINES = 20_000;
const MAX_CHARS = 2_000_000;
const MAX_SEGMENTS = 40;

/** What holds the page's own heading, null when that is not sure, is no part beside the page, whatever its class says. */
export function readLines(root: Document, heading: Element | null = null): Line[] {
  const around: ReadonlySet<Element> = new Set(chainOf(heading));
  const lines: Line[] = [];
  const blocks: Element[] = [];
  const regions: { element: Element; region: Region }[] = [];
  let segments: Segment[] = [];
  let left = MAX_CHARS;
  /** Up to the next heading of its level, or the end of what holds it, other things are shown. */
  let elsewhere: { readonly level: number; readonly holder: Element | null } | null = null;

  const flush = (): void => {
    const [first] = segments;
    if (first === undefined) return;
    const text = collapse(segments.length === 1 ? first.text : segments.map((one) => one.text).join(''));
    if (text !== '')
      lines.push({
        text,
        at: lines.length,
        block: blocks.at(-1) ?? first.holder,
        segments: segments.length === 1 ? [{ text, holder: first.holder }] : trimmed(segments),
        region: regions.at(-1)?.region ?? (elsewhere === null ? 'main' : 'aside'),
      });
    segments = [];
  };

  const enter = (node: ChildNode): Step => {
    if (lines.length >= MAX_LINES || left <= 0) return 'stop';
    if (isText(node)) {
      const { parent } = node;
      if (parent === null || !isTag(parent)) return true;
      if (segments.length < MAX_SEGMENTS && (segments.length > 0 || /\S/.test(node.data))) {
        const text = node.data.slice(0, left);
        left -= text.length;
        segments.push({ text, holder: parent });
      }
      return true;
    }
    if (!isTag(node) || isInvisible(node)) return false;
    if (BLOCKS.has(node.name)) {
      flush();
      if (node.name === 'br') return false;
      blocks.push(node);
      const level = levelOf(node);
      if (elsewhere !== null && level > 0 && level <= elsewhere.level) elsewhere = null;
    }
    const own = regionOf(node);
    const region = own !== null && node.name !== 'nav' && around.has(node) ? null : own;
    if (region !== null) {
      flush();
      regions.push({ element: node, region });
    }
    return true;
  };

  const leave = (node: ChildNode): void => {
    if (!isTag(node)) return;
    const endsRegion = regions.at(-1)?.element === node;
    const endsBlock = blocks.at(-1) === node;
    if (endsRegion || endsBlock) flush();
    if (elsewhere?.holder === node) elsewhere = null;
    if (endsBlock) {
      const level = levelOf(node);
      if (elsewhere === null && level > 1 && leadsElsewhere(node, lines.at(-1)?.text ?? ''))
        elsewhere = { level, holder: holderOf(node) };
      blocks.pop();
    }
    if (endsRegion) regions.pop();
  };

  walk(root, enter, leave);
  flush();
  return lines;
}

function trimmed(segments: readonly Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const { text, holder } of segments) {
    const last = joined.at(-1);
    if (last?.holder === holder) joined[joined.length - 1] = { text: `${last.text}${text}`, holder };
    else joined.push({ text, holder });
  }
  const shown: Segment[] = [];
  for (const { text: source, holder } of joined) {
    const text = collapse(source);
    if (text !== '') shown.push({ text, holder });
  }
  return shown;
}
