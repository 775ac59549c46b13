/** Roads that a page's headers open. They all fit on one page, which does what its policy forbids. */

import { file, hold, type Page, type Road, type Roads } from './road.js';

const q = (value: unknown): string => JSON.stringify(value);
const endpoint = (group: string, url: string): string => q({ group, max_age: 60, endpoints: [{ url }] });

export const HEADERS: Roads<Readonly<Record<string, string>>> = {
  'header-link-preload': (url) => ({ Link: `<${url}>; rel=preload; as=script` }),
  'header-link-stylesheet': (url) => ({ Link: `<${url}>; rel=stylesheet` }),
  'header-link-preconnect': (url) => ({ Link: `<${url}>; rel=preconnect` }),
  'header-speculation-rules': (url) => ({ 'Speculation-Rules': `"${file('rules', url)}"` }),
  'header-csp-report-uri': (url) => ({ 'Content-Security-Policy': `img-src 'none'; report-uri ${url}` }),
  'header-csp-report-only': (url) => ({
    'Content-Security-Policy-Report-Only': `img-src 'none'; report-uri ${url}`,
  }),
  'header-csp-report-to': (url) => ({
    'Content-Security-Policy': `img-src 'none'; report-to csp`,
    'Reporting-Endpoints': `csp="${url}", default="${url}"`,
    'Report-To': endpoint('csp', url),
  }),
  'header-nel': (url) => ({
    'Report-To': endpoint('nel', url),
    NEL: q({ report_to: 'nel', max_age: 60, success_fraction: 1, failure_fraction: 1 }),
  }),
  'header-alt-svc': (_url, { host }) => ({ 'Alt-Svc': `h2="${host}"; ma=60, h3="${host}"; ma=60` }),
};

/** One page with all of these; lists in a header are joined. */
export function headersPage(roads: ReturnType<Road<Readonly<Record<string, string>>>>[]): Page {
  const headers: Record<string, string> = {};
  for (const [name, value] of roads.flatMap((road) => Object.entries(road))) {
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  const body = `<img src="/again.png"><script src="/again.js"></script>${hold(700)}`;
  return { body: `<!doctype html><title>Road</title><h1>Road</h1>${body}`, headers };
}
