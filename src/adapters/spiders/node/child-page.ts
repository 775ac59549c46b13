/** The page that a spider's `parse` gets, made from what the service has fetched. Runs in the spider's process. */

import type * as Cheerio from 'cheerio';
import { isTag } from 'domhandler';
import { parseHtml } from '../../../core/extract/parse-html.js';
import { parseXml } from '../../../core/extract/parse-xml.js';
import { decodeText } from '../../../core/html/decode.js';
import { parseUrl } from '../../../core/url.js';
import type { ParseRequest } from '../../../ports/spider-processes.js';
import { follow, type Follow, type FollowOptions, type Json, type Page } from '../../../spider/index.js';

// cheerio's index also loads an HTTP client and decoders, for pages that are fetched by it: most of the time that a
// spider's process would take to start. This is the file that has `load`, and the one its build for browsers starts with.
const { load } = (await import(
  new URL('./load-parse.js', import.meta.resolve('cheerio')).href
)) as typeof Cheerio;

/** Text and tree are made when the spider first asks for them. */
export function createPage(request: ParseRequest): Page<Json | undefined> {
  let body: string | undefined;
  let document: Cheerio.CheerioAPI | undefined;
  const page: Page<Json | undefined> = {
    url: request.url,
    requestedUrl: request.requestedUrl,
    status: request.status,
    headers: request.headers,
    contentType: request.contentType,
    depth: request.depth,
    data: request.data as Json | undefined,
    get body() {
      return (body ??= decodeText(request.body, request.headers['content-type']));
    },
    get $() {
      return (document ??= openDocument(page));
    },
    json: () => JSON.parse(page.body) as unknown,
    text: (selector) => {
      const first = page.$(selector).first();
      return first.length === 0 ? null : first.text().replace(/\s+/g, ' ').trim();
    },
    follow: (reference, options) => follow(new URL(String(reference), request.url), options),
    followAll: (selector = 'a[href]', options) =>
      page
        .$(selector)
        .toArray()
        .flatMap((element) => (isTag(element) ? linkOf(element.attribs['href'], request.url, options) : [])),
  };
  return page;
}

/** Read as the service reads pages: as a browser does, whatever a page is, and within bounds. */
function openDocument({ body, contentType }: Pick<Page, 'body' | 'contentType'>): Cheerio.CheerioAPI {
  if (isXml(contentType)) return load(parseXml(body), { xml: true });
  return load(parseHtml(body));
}

function linkOf(
  href: string | undefined,
  base: string,
  options: FollowOptions<unknown> | undefined,
): Follow[] {
  const url = href === undefined ? null : parseUrl(href, base);
  if (url === null) return [];
  return url.protocol === 'http:' || url.protocol === 'https:' ? [follow(url, options)] : [];
}

function isXml(contentType: string): boolean {
  return /[/+]xml$/.test(contentType) && contentType !== 'application/xhtml+xml';
}
