/** What a page is kept from while it renders: media, going where the job may not go, and going on for ever. */

import type { CDPSession } from 'playwright';
import type { ProxyLogin } from '../egress/proxy-clients.js';
import { cookieHeaderFor, extraHeadersFor, type ScopedExtras } from '../../core/request-extras.js';

/**
 * Resource types of the DevTools protocol that a page is read without. Every other type can bring content: in Chromium
 * 156 `Other` is the scripts of workers, JSON modules and `<link rel="preload" as="fetch">`.
 */
export type ResourceType = 'Font' | 'Image' | 'Media';

export interface ControlOptions {
  readonly mainFrameId: string;
  /** What is not loaded. */
  readonly unwanted: readonly ResourceType[];
  /** Asked before the page itself goes to another document, by redirect or by script. */
  readonly mayFollow: ((url: string) => boolean | Promise<boolean>) | undefined;
  /** What requests to one origin say beside what the browser says. */
  readonly extras: ScopedExtras | undefined;
  /** The egress proxy, as `http://host:port`, and what it is shown. */
  readonly proxy: { readonly origin: string; readonly login: ProxyLogin };
  /** Told of the first address that `mayFollow` refused. */
  readonly onRefused: (url: string) => void;
  /** The session broke in a way that leaves requests hanging. */
  readonly onError: (error: unknown) => void;
}

interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  /** Set for where a redirect leads. */
  readonly redirectedRequestId?: string;
  readonly request: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

interface AuthRequired {
  readonly requestId: string;
  readonly authChallenge: { readonly source?: string; readonly origin: string };
}

/** How often one chain of redirects may come to an address: again with the cookie that it has set, and then no more. */
const MAX_VISITS = 2;
/** Documents that a page may go through, redirects included. What is there after that is the page. */
const MAX_NAVIGATIONS = 20;

/** Resolves when the controls are in force. They end with the session. */
export async function controlRequests(session: CDPSession, options: ControlOptions): Promise<void> {
  const { extras } = options;
  const paused = ['Document' as const, ...options.unwanted].map((resourceType) => ({ resourceType }));
  const scope = extras === undefined ? [] : [{ urlPattern: `${extras.origin}/*` }];
  let navigations = 0;
  /** Of the chain of redirects that is under way, how often it came to each address. */
  const visits = new Map<string, number>();
  const goesInCircles = ({ redirectedRequestId, request: { url } }: PausedRequest): boolean => {
    if (redirectedRequestId === undefined) visits.clear();
    visits.set(url, (visits.get(url) ?? 0) + 1);
    return visits.get(url)! > MAX_VISITS;
  };

  const isWanted = async (event: PausedRequest): Promise<boolean> => {
    const { resourceType, frameId, request } = event;
    if (resourceType === 'Media') return isTextTrack(request.headers);
    if (resourceType !== 'Document') return !options.unwanted.some((type) => type === resourceType);
    if (frameId !== options.mainFrameId) return true;
    navigations += 1;
    if (navigations > MAX_NAVIGATIONS || goesInCircles(event)) return false;
    if (navigations === 1 || options.mayFollow === undefined) return true;
    const wanted = await options.mayFollow(request.url);
    if (!wanted) options.onRefused(request.url);
    return wanted;
  };

  session.on('Fetch.requestPaused', (event: PausedRequest) => {
    isWanted(event)
      .then(async (wanted) => {
        if (wanted) await goOn(session, event, extras);
        // As if the user had pressed stop: the document stays. Other reasons put an error page in its place.
        else await session.send('Fetch.failRequest', { requestId: event.requestId, errorReason: 'Aborted' });
      })
      // A request whose page has ended meanwhile cannot be answered, and need not be.
      .catch(options.onError);
  });
  /** Requests for which the login was shown. */
  const shown = new Set<string>();
  session.on('Fetch.authRequired', (event: AuthRequired) => {
    const { requestId } = event;
    const authChallengeResponse = answerTo(event, options.proxy, shown.has(requestId));
    shown.add(requestId);
    session
      .send('Fetch.continueWithAuth', { requestId, authChallengeResponse })
      // As above.
      .catch(options.onError);
  });
  await session.send('Fetch.enable', { patterns: [...paused, ...scope], handleAuthRequests: true });
}

/**
 * The page's document is the first that a browser context asks the proxy for. Chromium keeps the login for the context,
 * so that everything else the page asks for, in workers and over WebSockets too, shows it by itself. Sites that ask for a
 * login get none.
 */
function answerTo(
  { authChallenge }: AuthRequired,
  { origin, login: { username, password } }: ControlOptions['proxy'],
  wasShown: boolean,
) {
  const isProxy = authChallenge.source === 'Proxy' && authChallenge.origin === origin;
  if (!isProxy) return { response: 'Default' as const };
  if (wasShown) return { response: 'CancelAuth' as const };
  return { response: 'ProvideCredentials' as const, username, password };
}

/** The browser forgets changed headers at a redirect, and asks again before it goes there. */
async function goOn(
  session: CDPSession,
  { requestId, request }: PausedRequest,
  extras: ScopedExtras | undefined,
): Promise<void> {
  const url = new URL(request.url);
  if (extras === undefined || url.origin !== extras.origin) {
    await session.send('Fetch.continueRequest', { requestId });
    return;
  }
  // A Cookie header that is given stands in place of what the browser would send.
  const { cookies } = await session.send('Network.getCookies', { urls: [url.href] });
  const cookie = cookieHeaderFor(
    url,
    cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    extras,
  );
  const added = { ...extraHeadersFor(url, extras), ...(cookie === '' ? {} : { cookie }) };
  const kept = Object.entries(request.headers).filter(([name]) => !Object.hasOwn(added, name.toLowerCase()));
  const headers = [...kept, ...Object.entries(added)].map(([name, value]) => ({ name, value }));
  await session.send('Fetch.continueRequest', { requestId, headers });
}

/**
 * Captions have the type of the film that they belong to, but they are text that pages show. Chromium asks for sound and
 * film in ranges and for captions as a whole.
 */
function isTextTrack(headers: Readonly<Record<string, string>>): boolean {
  return !Object.keys(headers).some((name) => name.toLowerCase() === 'range');
}
