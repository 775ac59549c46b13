/** Pictures. */

import type { Element } from 'domhandler';
import { parseUrl } from '../../url.js';
import { collapse } from '../../extract/text.js';
import { imageSource, isData } from '../image-source.js';
import { escapeBrackets, escapeInline, target } from './escape.js';
import type { Renderer } from './renderer.js';
import { addRaw } from './runs.js';

const MAX_ALT_CHARS = 1_000;
/** A `data:` picture with fewer characters is empty space or a spot of colour. */
const MIN_DATA_CHARS = 200;

export function renderImage(r: Renderer, element: Element): void {
  const { attribs } = element;
  const source = imageSource(element);
  const alt = collapse((attribs['alt'] ?? '').slice(0, MAX_ALT_CHARS));
  if (
    source === null ||
    isCounter(attribs) ||
    (isData(source) && alt === '' && source.length < MIN_DATA_CHARS)
  )
    return;
  const url = parseUrl(source, r.options.baseUrl);
  if (url === null || !/^(?:https?|data):$/.test(url.protocol)) return;
  const address =
    isData(source) && r.options.removeBase64Images ? '<Base64-Image-Removed>' : target(url.href);
  addRaw(r.paragraph, `![${escapeBrackets(escapeInline(alt))}](${address})`, r.marks, r.link);
}

/** A picture of one point counts visitors. */
function isCounter({ width, height }: Element['attribs']): boolean {
  return /^[01](?:px)?$/.test(width ?? '') && /^[01](?:px)?$/.test(height ?? '');
}
