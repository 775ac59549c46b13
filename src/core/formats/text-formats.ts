/** The formats of what is no HTML: plain text and the text of a PDF as they are, JSON and XML as code. */

import { pageType } from '../page/page-type.js';
import { fenced } from './markdown/fence.js';
import {
  MAX_CLEAN_HTML_CHARS,
  MAX_MARKDOWN_CHARS,
  MAX_RAW_HTML_CHARS,
  type FormatOptions,
  type FormatSource,
  type PageFormats,
} from './types.js';

export function textFormats(
  { text, contentType }: FormatSource,
  { formats, attributes }: FormatOptions,
): PageFormats {
  const type = pageType(contentType);
  const isCut = text.length > MAX_MARKDOWN_CHARS;
  const body = text.replaceAll('\0', '').slice(0, MAX_MARKDOWN_CHARS);
  const code = type === 'json' || type === 'xml' ? fenced(body.trimEnd(), type) : body.trim();
  const html = `<pre>${body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</pre>`;
  return {
    ...(formats.has('markdown') ? { markdown: code } : {}),
    ...(formats.has('html') ? { html: html.slice(0, MAX_CLEAN_HTML_CHARS) } : {}),
    ...(formats.has('rawHtml') ? { rawHtml: text.slice(0, MAX_RAW_HTML_CHARS) } : {}),
    ...(formats.has('links') ? { links: [] } : {}),
    ...(formats.has('images') ? { images: [] } : {}),
    ...(formats.has('attributes')
      ? { attributes: attributes.map((query) => ({ ...query, values: [] })) }
      : {}),
    metadata: {},
    warnings: isCut ? [`The text is cut at ${MAX_MARKDOWN_CHARS} characters.`] : [],
  };
}
