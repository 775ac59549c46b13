/** A page in the formats that callers ask for: Markdown, cleaned HTML, links, pictures, attributes, metadata. */

import type { Document } from 'domhandler';
import { documentOf } from '../extract/document.js';
import { parseHtml } from '../extract/parse-html.js';
import { pageType } from '../page/page-type.js';
import { attributesOf } from './attributes.js';
import { cleanHtml } from './clean-html.js';
import { contentOf } from './content.js';
import { metadataOf } from './metadata.js';
import { imagesOf } from './page-images.js';
import { linksOf } from './page-links.js';
import { toMarkdown } from './markdown/index.js';
import { textFormats } from './text-formats.js';
import {
  MAX_CLEAN_HTML_CHARS,
  MAX_LISTED,
  MAX_MARKDOWN_CHARS,
  MAX_RAW_HTML_CHARS,
  type FormatOptions,
  type FormatSource,
  type PageFormats,
} from './types.js';

export type {
  AttributeQuery,
  AttributeValues,
  FormatName,
  FormatOptions,
  FormatSource,
  FormatsSpec,
  FormattedPage,
  MetadataValue,
  PageFormats,
  PageMetadata,
} from './types.js';

/** The formats of one page. Nothing is thrown for what a page holds; what was cut is said in `warnings`. */
export function pageFormats(source: FormatSource, options: FormatOptions): PageFormats {
  if (source.root === undefined && !isMarkup(source)) return textFormats(source, options);
  return markupFormats(source, source.root ?? parseHtml(source.text), options);
}

/** XHTML sent as XML is HTML all the same. */
function isMarkup({ contentType, text }: FormatSource): boolean {
  const type = pageType(contentType);
  if (type === 'html') return true;
  return type === 'xml' && /<html[\s>]/i.test(text.slice(0, 2_000));
}

function markupFormats({ text, url }: FormatSource, root: Document, options: FormatOptions): PageFormats {
  const { formats, removeBase64Images, attributes } = options;
  const doc = documentOf(root, url, text);
  const { content, warnings: said } =
    formats.has('markdown') || formats.has('html')
      ? contentOf(root, options)
      : { content: { roots: [], leftOut: new Set<never>() }, warnings: [] };
  const warnings = [...said];
  const cut = (name: string, isCut: boolean, most: number, unit: string): void => {
    if (isCut) warnings.push(`${name} is cut at ${most} ${unit}.`);
  };
  const page: { -readonly [Name in keyof PageFormats]: PageFormats[Name] } = {
    metadata: metadataOf(doc),
    warnings,
  };
  if (formats.has('markdown')) {
    const { markdown, isCut } = toMarkdown(
      content,
      { baseUrl: doc.baseUrl, removeBase64Images },
      MAX_MARKDOWN_CHARS,
    );
    page.markdown = markdown;
    cut('markdown', isCut, MAX_MARKDOWN_CHARS, 'characters');
  }
  if (formats.has('html')) {
    const { html, isCut } = cleanHtml(content, doc.baseUrl, MAX_CLEAN_HTML_CHARS);
    page.html = html;
    cut('html', isCut, MAX_CLEAN_HTML_CHARS, 'characters');
  }
  if (formats.has('rawHtml')) {
    page.rawHtml = text.slice(0, MAX_RAW_HTML_CHARS);
    cut('rawHtml', text.length > MAX_RAW_HTML_CHARS, MAX_RAW_HTML_CHARS, 'characters');
  }
  if (formats.has('links')) {
    const { links, isCut } = linksOf(doc);
    page.links = links;
    cut('links', isCut, MAX_LISTED, 'entries');
  }
  if (formats.has('images')) {
    const { images, isCut } = imagesOf(doc);
    page.images = images;
    cut('images', isCut, MAX_LISTED, 'entries');
  }
  if (formats.has('attributes')) {
    const values = attributesOf(root, attributes);
    page.attributes = values ?? attributes.map((query) => ({ ...query, values: [] }));
    if (values === null) warnings.push('The selectors of attributes ask for more than one page may cost.');
  }
  return page;
}
