/**
 * Websites to crawl, on loopback: pages by their path, with links, delays, redirects or whatever else a test makes of
 * them. `{site}` in a body or header stands for the site's own address. What has no page is a 404 without links.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request } from './site.js';

export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly links?: readonly string[];
  /** Instead of the page made from `links`. */
  readonly body?: string | Uint8Array;
  readonly afterMs?: number;
}

/** A function answers by itself, or never. */
export type Answer = Page | ((request: IncomingMessage, response: ServerResponse) => void);
export type Pages = Readonly<Record<string, Answer>> | ((path: string, host: string) => Answer | undefined);

export interface SiteRequest extends Request {
  /** The Host header. */
  readonly host: string;
}

export interface CrawlSite {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  /** Every request that came in, in order. */
  readonly requests: SiteRequest[];
  /** Paths of the requests for pages, in order: all but /robots.txt and sitemaps. */
  visits(): string[];
  /** How often the path was asked for. */
  asked(path: string): number;
  close(): Promise<void>;
}

export async function startCrawlSite(pages: Pages, host = '127.0.0.1', wanted = 0): Promise<CrawlSite> {
  const requests: SiteRequest[] = [];
  const find = typeof pages === 'function' ? pages : (path: string): Answer | undefined => pages[path];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const asked = request.headers.host ?? '';
    requests.push({ path, at: Date.now(), host: asked });
    const page = find(path, asked) ?? { status: 404, links: [] };
    if (typeof page === 'function') return page(request, response);
    const timer = setTimeout(() => send(path, page, `http://${asked}`, response), page.afterMs ?? 0);
    response.once('close', () => clearTimeout(timer));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    port,
    requests,
    visits: () =>
      requests.map(({ path }) => path).filter((path) => !/^\/(?:robots\.txt|(?:wp-)?sitemap)/.test(path)),
    asked: (path) => requests.filter((request) => request.path === path).length,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(path: string, page: Page, site: string, response: ServerResponse): void {
  const fill = (text: string): string => text.replaceAll('{site}', site);
  const headers = Object.entries(page.headers ?? {}).map(([name, value]) => [name, fill(value)] as const);
  response.writeHead(page.status ?? 200, {
    'Content-Type': 'text/html; charset=utf-8',
    ...Object.fromEntries(headers),
  });
  const body = page.body ?? htmlPage(path, page.links ?? []);
  response.end(typeof body === 'string' ? fill(body) : body);
}

/** A page titled after its path, with a link to each of `links`. */
export function htmlPage(path: string, links: readonly string[], head = ''): string {
  const anchors = links.map((link) => `<a href="${link.replaceAll('&', '&amp;')}">to ${link}</a>`);
  return `<!doctype html><title>Title of ${path}</title>${head}<h1>Title of ${path}</h1>${anchors.join('\n')}`;
}

export function redirectTo(location: string, status = 302): Page {
  return { status, headers: { Location: location }, body: '' };
}

export function text(body: string | Uint8Array, type = 'text/plain'): Page {
  return { headers: { 'Content-Type': type }, body };
}

/** A sitemap of these URLs, and an index of these sitemaps. */
export function urlset(urls: readonly string[]): string {
  const entries = urls.map((url) => `<url><loc>${url}</loc></url>`);
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`;
}

export function sitemapIndex(urls: readonly string[]): string {
  const entries = urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`);
  return `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</sitemapindex>`;
}

/**
 * A site of `count` pages, `/` and `/p/1` to `/p/count-1`: each links to the next `width` of a tree, to its parent, to
 * its neighbours and to `/`, so that every page but the leaves is linked from many others.
 */
export function interlinked(count: number, width = 10, afterMs = 0): (path: string) => Page | undefined {
  const pathOf = (n: number): string => (n === 0 ? '/' : `/p/${n}`);
  return (path) => {
    const n = path === '/' ? 0 : Number(/^\/p\/([1-9]\d*)$/.exec(path)?.[1] ?? NaN);
    if (!(n < count)) return undefined;
    const children = Array.from({ length: width }, (_, at) => n * width + at + 1);
    const others = [0, Math.floor((n - 1) / width), n - 1, n + 1];
    const links = [...children, ...others].filter((to) => to >= 0 && to < count);
    return { links: links.map(pathOf), afterMs };
  };
}

/**
 * A site of `count` pages, `/p/0` to `/p/count-1`, each under `variants` URLs (`?v=1` …) that name the same canonical one.
 * The home page links to every URL.
 */
export function withVariants(
  count: number,
  variants: number,
  afterMs = 0,
): (path: string) => Page | undefined {
  const urls = Array.from({ length: count }, (_, n) =>
    Array.from({ length: variants }, (_, v) => (v === 0 ? `/p/${n}` : `/p/${n}?v=${v}`)),
  ).flat();
  return (path) => {
    if (path === '/') return { links: urls };
    const canonical = /^\/p\/\d+/.exec(path)?.[0];
    if (canonical === undefined) return undefined;
    return { body: htmlPage(canonical, ['/'], `<link rel="canonical" href="${canonical}">`), afterMs };
  };
}
