/** How a page can be made to ask for something: a fragment or a script of a page among others, or a page of its own. */

import type { Page } from '../../support/crawl-site.js';

/** Where a road leads: to the private listener, or in a control to the site itself. */
export interface Target {
  /** `127.0.0.1:port`. */
  readonly host: string;
}

/** `url` ends in the road's name, so whoever is reached by it knows the road. */
export type Road<T> = (url: string, to: Target) => T;
/** By name: letters, digits and dashes. */
export type Roads<T> = Readonly<Record<string, Road<T>>>;

export function urlOf(name: string, to: Target): string {
  return `http://${to.host}/hit/${name}`;
}

/** A path of the site that redirects; `redirectPath` of ground.ts in the page's own words. */
export function via(status: number, url: string): string {
  return `/to?${status}/${encodeURIComponent(url)}`;
}

/** A file of the site that is made of `url`; see files.ts. */
export function file(kind: string, url: string): string {
  return `/file/${kind}?${encodeURIComponent(url)}`;
}

/** A script that ends at its first error, as one on a page does, and leaves the others alone. */
export function script(code: string): string {
  return `<script>(async () => { ${code} })().catch(() => {})</script>`;
}

/** The page loads only after this time, so that what its scripts began has begun. */
export function hold(ms: number): string {
  return `<script src="/file/hold?${ms}"></script>`;
}

export type { Page };
