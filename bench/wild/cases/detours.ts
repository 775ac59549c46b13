/** Pages that are reached on a detour: cookies that are looked for, and pages that send their readers on. */

import type { OutgoingHttpHeaders } from 'node:http';
import { BOTH, pageWith, type Values, type WildCase } from '../case.js';
import { serveHandler, type Handler } from '../serve.js';

const WANTS: Values = { heading: 'The page', price: 24.9 };
const PAGE = pageWith(WANTS);
const DISABLED = pageWith({ title: 'Shop', heading: 'Cookies are disabled' });

type Answer = readonly [status: number, headers: OutgoingHttpHeaders, body?: string];

/** Answers by path and by whether the cookie came back; 404 where there is nothing. */
function answers(choose: (path: string, hasCookie: boolean) => Answer | null): Handler {
  return (request, response) => {
    const hasCookie = /(?:^|; )seen=1(?:;|$)/.test(request.headers.cookie ?? '');
    const [status, headers, body] = choose(request.url ?? '', hasCookie) ?? [404, {}];
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
  };
}

/** Pages that show themselves for so long are worth a warning. */
const WAITS = /of 5 s$/;

function detour(
  name: string,
  kind: WildCase['kind'],
  choose: Parameters<typeof answers>[0],
  group = 'Cookies that are looked for',
): WildCase {
  return {
    ...{ group, name, kind, schemes: BOTH, wants: WANTS },
    ...(WAITS.test(name) ? { warning: /sends its readers on after 5 seconds/ } : {}),
    open: (scheme) => serveHandler(answers(choose), scheme),
  };
}

const SET = { 'set-cookie': 'seen=1; Path=/' };
const page: Answer = [200, {}, PAGE];

const cookies: readonly WildCase[] = [
  detour('a redirect to the same address, until the cookie comes back', 'page', (path, hasCookie) => {
    if (path !== '/p') return null;
    return hasCookie ? page : [302, { ...SET, location: '/p' }];
  }),
  detour('a redirect that ends at "Cookies are disabled" without it', 'page', (path, hasCookie) => {
    if (path === '/p') return hasCookie ? page : [302, { ...SET, location: '/check' }];
    if (path !== '/check') return null;
    return hasCookie ? [302, { location: '/p' }] : [200, {}, DISABLED];
  }),
  detour('a script that sets the cookie and loads the page again', 'scripted', (path, hasCookie) => {
    if (path !== '/p') return null;
    const script = `<script>if (!document.cookie) { document.cookie = 'seen=1'; location.reload(); }</script>`;
    return hasCookie ? page : [200, {}, DISABLED + script];
  }),
  detour('a script that sets the cookie and leads elsewhere', 'scripted', (path, hasCookie) => {
    if (path === '/t') return hasCookie ? page : [200, {}, DISABLED];
    const notice = pageWith({ title: 'Redirecting', heading: 'Redirecting…' });
    const script = `<script>document.cookie = 'seen=1'; location.href = '/t';</script>`;
    return path === '/p' ? [200, {}, notice + script] : null;
  }),
];

const NOTICE = pageWith({ title: 'Redirecting', heading: 'Wait' });
const SENT_ON = 'Pages that send their readers on';

const refreshes: readonly WildCase[] = [0, 5].flatMap((delaySecs) => [
  detour(
    `a refresh element of ${delaySecs} s`,
    'page',
    (path) => {
      if (path === '/t') return page;
      const element = `<meta http-equiv="refresh" content="${delaySecs}; url=/t">`;
      return path === '/p' ? [200, {}, NOTICE.replace('<title>', `${element}<title>`)] : null;
    },
    SENT_ON,
  ),
  detour(
    `a Refresh header of ${delaySecs} s`,
    'page',
    (path) => {
      if (path === '/t') return page;
      return path === '/p' ? [200, { refresh: `${delaySecs}; url=/t` }, NOTICE] : null;
    },
    SENT_ON,
  ),
]);

export const detours: readonly WildCase[] = [...cookies, ...refreshes];
