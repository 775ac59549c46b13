/** What of a parsed page a model may be shown: what readers see of it, in lines, and its images. */

import { isTag, type Element } from 'domhandler';
import { resolveUrl, type PageDocument } from '../extract/document.js';
import { readLines } from '../extract/structure/lines.js';
import { collapse, isInvisible, textOf, walk } from '../extract/text.js';
import type { PageForModel, PageImage, PageLine } from './question.js';

const MAX_IMAGES = 200;
const MAX_DATA_CHARS = 2_000_000;

export function pageForModel(doc: PageDocument, asOf: Date): PageForModel {
  const isHidden = hiddenness();
  const shown = readLines(doc.root)
    .filter(({ segments }) => segments.some(({ holder }) => !isHidden(holder)))
    .map(({ segments, text, region }): PageLine => {
      const seen = segments.filter(({ holder }) => !isHidden(holder));
      return {
        text: seen.length === segments.length ? text : collapse(seen.map((part) => part.text).join(' ')),
        isMain: region === 'main',
      };
    });
  return { lines: [...headLines(doc), ...shown], lang: doc.lang, asOf, images: imagesOf(doc, isHidden) };
}

/** Pages that are data have no reader's view: their source is what they say. */
export function dataForModel(text: string, asOf: Date): PageForModel {
  const lines = text
    .slice(0, MAX_DATA_CHARS)
    .split('\n')
    .map(collapse)
    .filter((line) => line !== '');
  return { lines: lines.map((line) => ({ text: line, isMain: true })), lang: null, asOf, images: [] };
}

/** Title and description: a reader sees them in the window and in search results. */
function headLines({ facts }: PageDocument): PageLine[] {
  const [title] = facts.titles;
  const description = facts.metas.find(({ key }) => key === 'description')?.content ?? '';
  return [title === undefined ? '' : textOf(title), collapse(description)]
    .filter((text) => text !== '')
    .map((text) => ({ text, isMain: true }));
}

const HIDING =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*0)/i;

/** Whether an element, or one around it, is hidden by its own attributes. */
function hiddenness(): (element: Element) => boolean {
  const known = new WeakMap<Element, boolean>();
  return (element) => {
    const path: Element[] = [];
    let answer = false;
    for (let above: Element['parent'] = element; above !== null && isTag(above); above = above.parent) {
      const earlier = known.get(above);
      if (earlier !== undefined) {
        answer = earlier;
        break;
      }
      path.push(above);
      if (hides(above)) {
        answer = true;
        break;
      }
    }
    for (const each of path) known.set(each, answer);
    return answer;
  };
}

function hides({ attribs }: Element): boolean {
  return (
    attribs['hidden'] !== undefined ||
    attribs['aria-hidden']?.toLowerCase() === 'true' ||
    HIDING.test((attribs['style'] ?? '').slice(0, 1_000))
  );
}

function imagesOf({ root, baseUrl }: PageDocument, isHidden: (element: Element) => boolean): PageImage[] {
  const images = new Map<string, PageImage>();
  walk(root, (node) => {
    if (!isTag(node)) return true;
    if (isInvisible(node)) return false;
    if (node.name !== 'img' || isHidden(node)) return true;
    const { attribs } = node;
    const source = attribs['src'] ?? '';
    // Lazy images have a placeholder as their source.
    const url = resolveUrl(attribs['data-src'] ?? source, baseUrl) ?? resolveUrl(source, baseUrl);
    if (url !== null && !images.has(url))
      images.set(url, {
        url,
        text: collapse(`${attribs['alt'] ?? ''} ${attribs['title'] ?? ''}`),
        width: pixels(attribs['width']),
        height: pixels(attribs['height']),
      });
    return images.size < MAX_IMAGES || 'stop';
  });
  return [...images.values()];
}

function pixels(text: string | undefined): number | null {
  return /^\d{1,5}(?:px)?$/.test(text ?? '') ? parseInt(text ?? '', 10) : null;
}
