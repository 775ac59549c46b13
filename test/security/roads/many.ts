/** One page that tries a whole list of addresses. */

import { hold, script, type Page } from './road.js';

const WAYS: Readonly<Record<string, string>> = {
  fetch: `for (const url of urls) fetch(url, { mode: 'no-cors' }).catch(() => {})`,
  WebSocket: `for (const url of urls) try { new WebSocket(url.replace(/^\\W*http/i, 'ws')) } catch {}`,
  script: `for (const src of urls) document.head.append(Object.assign(document.createElement('script'), { src }))`,
  iframe: `for (const src of urls) document.body.append(Object.assign(document.createElement('iframe'), { src }))`,
  'redirected fetch': `for (const url of urls) fetch('/to?302/' + encodeURIComponent(url)).catch(() => {})`,
  'redirected script': `for (const url of urls) document.head.append(Object.assign(
    document.createElement('script'), { src: '/to?307/' + encodeURIComponent(url) }))`,
};

export const MANY: readonly string[] = Object.keys(WAYS);

export function manyPage(way: number, urls: readonly string[]): Page {
  const code = script(`const urls = ${JSON.stringify(urls)}; ${Object.values(WAYS)[way] ?? ''}`);
  return { body: `<!doctype html><title>Road</title><h1>Road</h1>${code}${hold(500)}` };
}
