/** URLs as callers send them. */

import { isStorable } from './storable.js';

export const MAX_URL_LENGTH = 8_192;

/** The URL that `reference` means, alone or on a page at `base`, or null. */
export function parseUrl(reference: string, base?: string): URL | null {
  return URL.parse(reference, base);
}

/** The host and port a URL points to, in lower case: what politeness is counted by. */
export function hostKey(url: string): string {
  return parseUrl(url)?.host ?? url;
}

/** Why `text` is not a URL that can be scraped, as the end of a sentence about it; null when it can. */
export function urlProblem(text: string): string | null {
  if (text.length > MAX_URL_LENGTH) return `must not be longer than ${MAX_URL_LENGTH} characters`;
  if (!isStorable(text)) return 'must not contain NUL or half a surrogate pair';
  const url = parseUrl(text);
  if (url === null) return 'must be an absolute http or https URL';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'must be an absolute http or https URL';
  return url.hostname === '' ? 'must name a host' : null;
}
