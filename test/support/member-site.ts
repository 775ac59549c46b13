/**
 * A website that greets whoever has its cookie. `/` and `/login` set it, `/logout` takes it away, every other page shows what
 * it was sent: `member` in its heading, or `stranger`. Under `/app/` pages are filled by a script that reads the cookie.
 */

import { startCrawlSite, type Answer, type CrawlSite } from './crawl-site.js';

export interface SeenCookies {
  readonly path: string;
  /** As sent, sorted. */
  readonly cookies: readonly string[];
}

export interface MemberSite extends CrawlSite {
  /** Every request with its cookies, in order, without those for icons. */
  readonly seen: SeenCookies[];
  cookiesOf(path: string): readonly string[] | undefined;
}

const html = (heading: string, rest = ''): string =>
  `<!doctype html><title>Members</title><h1>${heading}</h1><p>${'Text of some length. '.repeat(20)}</p>${rest}`;

/** @param links of the first page. @param afterMs how long each other page takes. */
export async function startMemberSite(links: readonly string[] = [], afterMs = 0): Promise<MemberSite> {
  const seen: SeenCookies[] = [];
  let sessions = 0;
  const anchors = links.map((link) => `<a href="${link}">to ${link}</a>`).join(' ');

  const answer =
    (path: string): Answer =>
    (request, response) => {
      const cookies = (request.headers.cookie ?? '').split('; ').filter(Boolean).sort();
      if (path !== '/favicon.ico') seen.push({ path, cookies });
      const isMember = cookies.some((cookie) => cookie.startsWith('sid='));
      const send = (body: string, setCookies: readonly string[] = []): void => {
        response.writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          'Set-Cookie': [...setCookies],
        });
        response.end(body);
      };
      if (path === '/' || path === '/login')
        return send(html('Welcome', anchors), [`sid=s${++sessions}; Path=/; HttpOnly`, 'theme=dark; Path=/']);
      if (path === '/logout') return send(html('Goodbye'), ['sid=; Path=/; Max-Age=0']);
      if (path.startsWith('/app/')) return send(APP);
      setTimeout(() => send(html(isMember ? 'member' : 'stranger')), afterMs);
    };

  const site = await startCrawlSite((path) =>
    /^\/(robots\.txt|sitemap)/.test(path) ? noted(path) : answer(path),
  );
  function noted(path: string): Answer {
    return (request, response) => {
      seen.push({ path, cookies: (request.headers.cookie ?? '').split('; ').filter(Boolean) });
      response.writeHead(404, { 'Set-Cookie': 'robot=1; Path=/' }).end();
    };
  }
  return { ...site, seen, cookiesOf: (path) => seen.find((request) => request.path === path)?.cookies };
}

/** Shows the cookie that scripts can see, and leaves one of its own. */
const APP = `<!doctype html><title>App</title><div id="root"></div><script>
const had = document.cookie;
document.cookie = 'app=1; path=/';
root.innerHTML = '<h1>' + (had.includes('theme=dark') ? 'themed' : 'plain') + '</h1><p>' + 'Text of some length. '.repeat(20);
</script>`;
