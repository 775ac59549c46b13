/** A link walk as plain as can be, written apart from the service: what a crawl's visits are compared with. */

import { Parser } from 'htmlparser2';

/** Every URL that starts with `within` and is reached from `seed` over `<a href>`, without fragments, sorted. */
export async function linkWalk(seed: string, within: string): Promise<string[]> {
  const seen = new Set([seed]);
  let level = [seed];
  while (level.length > 0) {
    const found: string[] = [];
    for (const url of level) {
      const response = await fetch(url);
      const html = await response.text();
      if (response.headers.get('content-type')?.startsWith('text/html') !== true) continue;
      for (const href of anchors(html)) {
        const link = new URL(href, url);
        link.hash = '';
        if (!link.href.startsWith(within) || seen.has(link.href)) continue;
        seen.add(link.href);
        found.push(link.href);
      }
    }
    level = found;
  }
  return [...seen].sort();
}

function anchors(html: string): string[] {
  const hrefs: string[] = [];
  const onopentag = (name: string, { href }: Record<string, string>): void => {
    if (name === 'a' && href !== undefined) hrefs.push(href);
  };
  new Parser({ onopentag }).end(html);
  return hrefs;
}
