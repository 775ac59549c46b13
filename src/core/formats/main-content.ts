/**
 * What is around the content of a page: navigation, banners, footers, side bars, cookie notices and the like, told by
 * elements, ARIA roles and words in classes and ids. No judge of articles: on listings and tables those lose whole pages.
 */

import { isTag, isText, type Document, type Element } from 'domhandler';
import { isHidden, isInvisible, walk } from '../extract/text.js';
import { isAroundContent, mayHoldMain } from './around-content.js';

/** An element with more of the page's text than this is content, whatever it is called. */
const MAX_SHARE = 0.4;
/** Where less than this is left, in share and in characters, nothing is left out. */
const MIN_SHARE_LEFT = 0.2;
const MIN_CHARS_LEFT = 200;

interface Measured {
  readonly element: Element;
  /** Characters of visible text in it. */
  chars: number;
  /** Headings of level 1 in it. */
  titles: number;
  /** How many candidates there are up to its end: those in it are the next ones in the list. */
  end: number;
}

/** The outermost elements around the content; none when nearly nothing would be left. */
export function leftOutOfMain(root: Document): readonly Element[] {
  const { candidates, chars, titles } = measure(root);
  const hasTitleOutside =
    titles >
    sum(
      outermost(candidates, () => true),
      'titles',
    );
  const leftOut = outermost(
    candidates,
    (candidate) => candidate.chars <= chars * MAX_SHARE && (candidate.titles === 0 || hasTitleOutside),
  );
  const left = chars - sum(leftOut, 'chars');
  if (left < chars * MIN_SHARE_LEFT && left < MIN_CHARS_LEFT) return [];
  return leftOut.map(({ element }) => element);
}

/** Those that the test takes and that are in no other one. */
function outermost(candidates: readonly Measured[], takes: (candidate: Measured) => boolean): Measured[] {
  const taken: Measured[] = [];
  let next = 0;
  for (const [at, candidate] of candidates.entries()) {
    if (at < next || !takes(candidate)) continue;
    taken.push(candidate);
    next = candidate.end;
  }
  return taken;
}

function sum(measured: readonly Measured[], key: 'chars' | 'titles'): number {
  return measured.reduce((total, one) => total + one[key], 0);
}

/** Everything that may be around the content, in document order. */
function measure(root: Document): { candidates: readonly Measured[]; chars: number; titles: number } {
  const candidates: Measured[] = [];
  const open: Measured[] = [];
  let chars = 0;
  let titles = 0;
  /** Open elements that make a header or a footer in them a part of the content. */
  let mains = 0;
  walk(
    root,
    (node) => {
      if (isText(node)) chars += lengthOf(node.data);
      if (!isTag(node)) return true;
      if (isInvisible(node) || isHidden(node)) return false;
      if (node.name === 'h1') titles += 1;
      if (isAroundContent(node, mains > 0)) {
        const candidate = { element: node, chars: -chars, titles: -titles, end: 0 };
        candidates.push(candidate);
        open.push(candidate);
      }
      if (mayHoldMain(node)) mains += 1;
      return true;
    },
    (node) => {
      if (!isTag(node) || isInvisible(node) || isHidden(node)) return;
      if (mayHoldMain(node)) mains -= 1;
      const innermost = open.at(-1);
      if (innermost?.element !== node) return;
      innermost.chars += chars;
      innermost.titles += titles;
      innermost.end = candidates.length;
      open.pop();
    },
  );
  return { candidates, chars, titles };
}

/** Characters without the white space of the source. */
function lengthOf(data: string): number {
  return data.length < 3 ? data.trim().length : data.replace(/\s+/g, ' ').trim().length;
}
