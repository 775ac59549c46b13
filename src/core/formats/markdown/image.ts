/** Pictures. */

import type { Element } from 'domhandler';
import { parseUrl } from '../../url.js';
import { collapse } from '../../extract/text.js';
import { imageSource, isData } from '../image-source.js';
import { escapeBrackets, escapeInline, linkTarget } from './escape.js';
import type { Renderer } from './renderer.js';
import { addMarkdown } from './runs.js';

const MAX_ALT_CHARS = 1_000;
/** A `data:` picture with fewer characters is empty space or a spot of colour. */
const MIN_DATA_CHARS = 200;

export function renderImage(r: Renderer, element: Element): void {
  const { attribs } = element;
  const source = imageSource(element);
  if (source === null || isCounter(attribs)) return;
  const alt = collapse((attribs['alt'] ?? '').slice(0, MAX_ALT_CHARS));
  const hasData = isData(source);
  if (hasData && alt === '' && source.length < MIN_DATA_CHARS) return;
  const address = hasData && r.options.removeBase64Images ? REMOVED : addressOf(source, r.options.baseUrl);
  if (address === null) return;
  const text = escapeInline(alt, { brackets: escapeBrackets(alt) !== null });
  addMarkdown(r.paragraph, `![${text}](${address})`, r.link);
}

const REMOVED = '<Base64-Image-Removed>';

function addressOf(source: string, baseUrl: string): string | null {
  const url = parseUrl(source, baseUrl);
  return url !== null && /^(?:https?|data):$/.test(url.protocol) ? linkTarget(url.href) : null;
}

/** A picture of one point counts visitors. */
function isCounter({ width, height }: Element['attribs']): boolean {
  return /^[01](?:px)?$/.test(width ?? '') && /^[01](?:px)?$/.test(height ?? '');
}
