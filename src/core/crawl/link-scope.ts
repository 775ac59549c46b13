/**
 * Which links a crawl follows where that is said by host, path and regular expressions instead of a glob, and which URLs are
 * one page for it.
 */

import { getDomain } from 'tldts';
import { parseUrl } from '../url.js';
import { compilePathPatterns } from './path-patterns.js';

export interface LinkScope {
  /** Any path of the host; otherwise paths that begin with the seed's. */
  readonly entireDomain: boolean;
  /** Hosts under the seed's registrable domain count as the seed's own. */
  readonly subdomains: boolean;
  /** Links to other hosts are followed for one hop; their home pages are not. */
  readonly external: boolean;
  /** Regular expressions. Where there are any, one of them must be found in a link's path. */
  readonly includePaths: readonly string[];
  /** Regular expressions; a link in whose path one is found is left out. */
  readonly excludePaths: readonly string[];
  /** The expressions are held against the whole URL instead of its path. */
  readonly onFullUrl: boolean;
  /** URLs that differ in their query only are one page. */
  readonly ignoresQuery: boolean;
  /** URLs that differ in `http` and `https`, `www.`, a slash at the end or `index.html` and the like are one page. */
  readonly mergesSimilar: boolean;
  /** `only`: pages are taken from the sitemaps, and no link is followed. */
  readonly sitemap: 'include' | 'skip' | 'only';
}

export interface CompiledScope {
  /** Whether a link of the site, in canonical form, is followed. */
  follows(url: string): boolean;
  /** Whether a URL is of the site that is crawled: links of other pages are not followed. */
  isOwn(url: string): boolean;
}

/** `arrivedAt`: where the seed was redirected to, or null. Both hosts are the crawl's own. */
export function compileLinkScope(scope: LinkScope, seedUrl: string, arrivedAt: string | null): CompiledScope {
  const starts = [seedUrl, arrivedAt].flatMap((url) => (url === null ? [] : (parseUrl(url) ?? [])));
  const hosts = new Set(starts.map(bareHost));
  const domains = new Set(starts.flatMap(({ hostname }) => getDomain(hostname, PRIVATE) ?? []));
  const prefixes = starts.map(({ pathname }) => pathname);
  const includes = scope.includePaths.length === 0 ? () => true : compilePathPatterns(scope.includePaths);
  const excludes = compilePathPatterns(scope.excludePaths);

  const isOwnHost = (url: URL): boolean =>
    hosts.has(bareHost(url)) || (scope.subdomains && domains.has(getDomain(url.hostname, PRIVATE) ?? ''));
  const isInside = (url: URL): boolean => {
    if (!isOwnHost(url)) return scope.external && url.pathname !== '/';
    return scope.entireDomain || prefixes.some((prefix) => url.pathname.startsWith(prefix));
  };
  return {
    follows: (text) => {
      const url = parseUrl(text);
      if (url === null || !isInside(url)) return false;
      const tested = scope.onFullUrl ? text : url.pathname;
      return includes(tested) && !excludes(tested);
    },
    isOwn: (text) => {
      const url = parseUrl(text);
      return url !== null && isOwnHost(url);
    },
  };
}

/** Hosts of one provider's customers (`a.github.io`) are sites of their own. */
const PRIVATE = { allowPrivateDomains: true };

/** Host and port without `www.`. */
function bareHost({ host }: URL): string {
  return host.replace(/^www\.(?=.)/, '');
}

const INDEX = /\/index\.(?:html?|php|aspx?|jsp)$/;

/** What stands for a page in the frontier: two links with the same identity are one page. `url` is canonical. */
export function identityOf(url: string, scope: LinkScope | undefined): string {
  const parsed = scope === undefined ? null : parseUrl(url);
  if (scope === undefined || parsed === null) return url;
  if (scope.ignoresQuery) parsed.search = '';
  if (!scope.mergesSimilar) return parsed.href;
  const path = parsed.pathname.replace(INDEX, '/').replace(/\/$/, '');
  return `//${bareHost(parsed)}${path}${parsed.search}`;
}
