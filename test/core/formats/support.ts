/** A page in formats, with what tests do not care about filled in. */

import {
  pageFormats,
  type FormatName,
  type FormatOptions,
  type PageFormats,
} from '../../../src/core/formats/index.js';

export const PAGE_URL = 'https://site.test/d/page';

export function formatsOf(
  text: string,
  formats: readonly FormatName[],
  options: Partial<FormatOptions> = {},
  contentType = 'text/html',
): PageFormats {
  return pageFormats(
    { text, url: PAGE_URL, contentType },
    {
      onlyMainContent: false,
      includeTags: [],
      excludeTags: [],
      removeBase64Images: true,
      attributes: [],
      ...options,
      formats: new Set(formats),
    },
  );
}

export function markdownOf(html: string, options: Partial<FormatOptions> = {}): string {
  return formatsOf(html, ['markdown'], options).markdown ?? assertNever();
}

function assertNever(): never {
  throw new Error('there is no Markdown');
}
