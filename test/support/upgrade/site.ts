/** A slow website: `/JOB/N` is page N of a job, and page 0 links to all pages of its job. */

import { startSite, type TestSite } from '../site.js';

export const PAGE_MS = 400;

export function startSlowSite(pagesOf: (job: string) => number): Promise<TestSite> {
  return startSite((request, response) => {
    const [, job = '', n = ''] = (request.url ?? '').split('/');
    if (!(Number(n) < pagesOf(job))) return false;
    const links =
      n === '0' ? Array.from({ length: pagesOf(job) }, (_, to) => `<a href="/${job}/${to}">${to}</a>`) : [];
    const timer = setTimeout(() => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><title>${job} ${n}</title><h1>${job} ${n}</h1>${links.join(' ')}`);
    }, PAGE_MS);
    response.once('close', () => clearTimeout(timer));
    return true;
  });
}
