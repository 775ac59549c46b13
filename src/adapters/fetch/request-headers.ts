/** What the requests of one fetch say beside their URL. */

import { cookieHeaderFor, extraHeadersFor } from '../../core/request-extras.js';
import type { FetchRequest } from '../../ports/fetcher.js';
import type { PageCookies } from '../../ports/page-cookies.js';
import { ACCEPT_ENCODING } from './decompress.js';

export interface RequestHeaders {
  for(url: URL): Record<string, string>;
  /** The Cookie header of a request for this URL; empty when there is none to send. */
  cookieFor(url: URL): string;
}

export function createRequestHeaders(
  userAgent: string,
  { locale, extras }: FetchRequest,
  cookies: Pick<PageCookies, 'headerFor'>,
): RequestHeaders {
  const headers: Record<string, string> = {
    'user-agent': extras?.userAgent ?? userAgent,
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-encoding': ACCEPT_ENCODING,
  };
  // Checked by whoever accepted the job; anything else must still not become a header.
  if (locale !== undefined && /^[A-Za-z0-9-]{1,35}$/.test(locale)) headers['accept-language'] = locale;

  const cookieFor = (url: URL): string => cookieHeaderFor(url, cookies.headerFor(url), extras);
  return {
    cookieFor,
    for: (url) => {
      const cookie = cookieFor(url);
      return { ...headers, ...extraHeadersFor(url, extras), ...(cookie === '' ? {} : { cookie }) };
    },
  };
}
