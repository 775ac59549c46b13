/** A site whose pages wait until the test lets them be answered: a job on it is as far as the test wants, however busy the machine. */

import type { ServerResponse } from 'node:http';
import { startSite, type TestSite } from './site.js';

export interface GatedSite extends TestSite {
  /** The URLs of its pages `/p/0`, `/p/1` and so on. */
  urls(count: number): string[];
  /** Answers the first `pages`, now and from now on. The others wait. */
  allow(pages: number): void;
}

export async function startGatedSite(): Promise<GatedSite> {
  let allowed = 0;
  const held = new Map<ServerResponse, number>();
  const site = await startSite((request, response) => {
    const page = Number(/^\/p\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1);
    if (page < allowed) return false;
    held.set(response, page);
    response.once('close', () => held.delete(response));
    return true;
  });
  return {
    ...site,
    urls: (count) => Array.from({ length: count }, (_, page) => `${site.url}/p/${page}`),
    allow: (pages) => {
      allowed = pages;
      for (const [response, page] of held) {
        if (page >= allowed) continue;
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
        response.end(`<!doctype html><title>Title of page ${page}</title><h1>Title of page ${page}</h1>`);
      }
    },
  };
}
