/**
 * Which URLs a crawl may go to. Many sites answer under one of `http`, `https`, with and without `www.`, and redirect the
 * others there. Where a seed was redirected so, its pattern is meant for all four.
 */

import { parseUrl } from '../url.js';
import { compileGlob } from './glob.js';

/** Whether two URLs lead to one site: their origins are equal, or differ by scheme or `www.` only. */
export function isSameSite(a: string, b: string): boolean {
  const origins = variantsOf(a, b);
  return origins.length > 0;
}

/**
 * A test for canonical URLs: those that match the glob. `arrivedAt`: where the seed was redirected to, or null. Where that
 * is the seed's site under another scheme or with another `www.`, a URL of the site also matches when one of its other
 * forms does.
 */
export function compileScope(
  pattern: string,
  seedUrl: string,
  arrivedAt: string | null,
): (url: string) => boolean {
  const matches = compileGlob(pattern);
  const origins = arrivedAt === null || hasOrigin(arrivedAt, seedUrl) ? [] : variantsOf(seedUrl, arrivedAt);
  if (origins.length === 0) return matches;
  return (url) => {
    if (matches(url)) return true;
    const own = origins.find((origin) => url.startsWith(`${origin}/`));
    if (own === undefined) return false;
    const rest = url.slice(own.length);
    return origins.some((origin) => origin !== own && matches(origin + rest));
  };
}

function hasOrigin(a: string, b: string): boolean {
  return parseUrl(a)?.origin === parseUrl(b)?.origin;
}

/** The origins of the site that both URLs lead to; none where they lead to different ones. */
function variantsOf(a: string, b: string): string[] {
  const [one, other] = [parseUrl(a), parseUrl(b)];
  if (one === null || other === null || one.port !== other.port) return [];
  const bare = withoutWww(one.hostname);
  if (bare !== withoutWww(other.hostname)) return [];
  const port = one.port === '' ? '' : `:${one.port}`;
  return ['http', 'https'].flatMap((scheme) =>
    [bare, `www.${bare}`].flatMap((host) => parseUrl(`${scheme}://${host}${port}/`)?.origin ?? []),
  );
}

function withoutWww(host: string): string {
  return host.replace(/^www\.(?=.)/, '');
}
