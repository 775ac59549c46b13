/** Files of the site that roads need: each is made of the URL in its query. */

import type { Answer } from '../../support/crawl-site.js';
import { text } from '../../support/crawl-site.js';

const js = (code: string): Answer => text(code, 'text/javascript');

const FILES: Readonly<Record<string, (url: string) => Answer>> = {
  // Waits before it answers.
  hold: (ms) => ({ body: '', headers: { 'Content-Type': 'text/javascript' }, afterMs: Number(ms) }),
  refresh: (url) => ({ body: `<!doctype html><meta http-equiv="refresh" content="0; url=${url}">` }),
  'worker.js': (url) => js(`fetch(${JSON.stringify(url)}).catch(() => {})`),
  'imports.js': (url) => js(`importScripts(${JSON.stringify(url)})`),
  'import.css': (url) => text(`@import url("${url}");`, 'text/css'),
  svg: (url) =>
    text(
      `<svg xmlns="http://www.w3.org/2000/svg"><script href="${url}"/><image href="${url}" width="9" height="9"/></svg>`,
      'image/svg+xml',
    ),
  hls: (url) =>
    text(
      `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-VERSION:3\n#EXTINF:2,\n${url}\n#EXT-X-ENDLIST\n`,
      'application/vnd.apple.mpegurl',
    ),
  rules: (url) =>
    text(
      JSON.stringify({ prefetch: [{ urls: [url], eagerness: 'immediate' }] }),
      'application/speculationrules+json',
    ),
};

/** The answer to a `file` path of road.ts. */
export function roadFile(path: string): Answer | undefined {
  const [, kind = '', url = ''] = /^\/file\/([a-z.]+)\?(.*)$/.exec(path) ?? [];
  return FILES[kind]?.(decodeURIComponent(url));
}
