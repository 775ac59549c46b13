/**
 * The cookies of one page: what one answer sets, the next request sends back, by the rules of RFC 6265. They begin empty, or
 * with those that earlier pages of the job have left.
 */

import { Cookie, CookieJar, MemoryCookieStore } from 'tough-cookie';
import {
  identityOf,
  isExpired,
  MAX_COOKIE_CHARS,
  type CookieChange,
  type SessionCookie,
} from '../../core/session-cookies.js';
import type { PageCookies } from '../../ports/page-cookies.js';

/** Servers have set thousands; a browser keeps 180 of one site. */
const MAX_COOKIES = 180;
/** Neither name nor value: browsers keep nothing of it, the jar's loose mode would. */
const EMPTY = /^\s*=?\s*(?:;|$)/;
/** Browsers keep no cookie with such a character, and no request could send it. */
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;
/** Browsers keep a cookie for 400 days at the most. */
const MAX_AGE_MS = 400 * 24 * 3_600_000;
/** Browsers round the time at which a cookie expires. */
const SAME_TIME_MS = 2_000;

export function createPageCookies(earlier: readonly SessionCookie[] = []): PageCookies {
  const before = new Map(earlier.map((cookie) => [identityOf(cookie), cookie]));
  /** By identity, what became of the cookies that were set or expired here; last changed last. */
  const touched = new Map<string, CookieChange>();
  const store = new MemoryCookieStore();
  // Most fetches meet no cookie.
  let jar: CookieJar | null = null;
  let kept = 0;

  const open = (): CookieJar => (jar ??= new CookieJar(store, { looseMode: true }));
  /** The store works in memory, and is done when the call returns. */
  const put = (cookie: SessionCookie): void => {
    open();
    void store.putCookie(toJarCookie(cookie));
  };
  const note = ({ domain, path, name }: SessionCookie, cookie: SessionCookie | null): void => {
    const key = identityOf({ domain, path, name });
    touched.delete(key);
    touched.set(key, { domain, path, name, cookie });
  };
  const list = (): SessionCookie[] =>
    (jar?.serializeSync()?.cookies ?? [])
      .map((stored) => ofJarCookie(Cookie.fromJSON(stored)))
      .filter((cookie) => cookie !== null && !isExpired(cookie, Date.now())) as SessionCookie[];

  for (const cookie of earlier) if (!isExpired(cookie, Date.now())) put(cookie);

  return {
    list,

    headerFor: (url) => jar?.getCookieStringSync(url.href) ?? '',

    keep: (setCookies, url) => {
      for (const text of setCookies) {
        if (kept >= MAX_COOKIES || text.length > MAX_COOKIE_CHARS || EMPTY.test(text) || CONTROL.test(text))
          continue;
        const parsed = Cookie.parse(text, { loose: true });
        if (parsed === undefined) continue;
        endAt(parsed, Date.now());
        const cookie = ofJarCookie(open().setCookieSync(parsed, url.href, { ignoreError: true }));
        kept += 1;
        if (cookie !== null) note(cookie, isExpired(cookie, Date.now()) ? null : cookie);
      }
    },

    replace: (cookies) => {
      const had = new Map(list().map((cookie) => [identityOf(cookie), cookie]));
      for (const cookie of cookies) {
        const known = had.get(identityOf(cookie));
        had.delete(identityOf(cookie));
        if (known !== undefined && isSame(known, cookie)) continue;
        if (kept >= MAX_COOKIES || !isKept(cookie)) continue;
        kept += 1;
        put(cookie);
        note(cookie, cookie);
      }
      for (const gone of had.values()) {
        void store.removeCookie(gone.domain, gone.path, gone.name);
        note(gone, null);
      }
    },

    changes: () =>
      [...touched].flatMap(([key, change]) => {
        const earlierOne = before.get(key);
        const isAsBefore =
          change.cookie !== null && earlierOne !== undefined && isSame(earlierOne, change.cookie);
        return isAsBefore ? [] : [change];
      }),
  };
}

/** Max-Age counts from when the cookie is set; the jar would count it from when it was last sent. */
function endAt(cookie: Cookie, nowMs: number): void {
  const { maxAge, expires } = cookie;
  const latest = nowMs + MAX_AGE_MS;
  if (typeof maxAge === 'number') cookie.expires = new Date(Math.min(nowMs + maxAge * 1_000, latest));
  else if (maxAge === '-Infinity') cookie.expires = new Date(0);
  else if (maxAge === 'Infinity' || (expires instanceof Date && expires.getTime() > latest))
    cookie.expires = new Date(latest);
  cookie.maxAge = null;
}

function isKept({ name, value, path }: SessionCookie): boolean {
  return (
    name.length + value.length + path.length <= MAX_COOKIE_CHARS &&
    name + value !== '' &&
    !CONTROL.test(name + value)
  );
}

/** Where nothing is said of other sites, browsers say what they make of that. */
function isSame(a: SessionCookie, b: SessionCookie): boolean {
  const endsAlike =
    a.expiresAt === null || b.expiresAt === null
      ? a.expiresAt === b.expiresAt
      : Math.abs(a.expiresAt - b.expiresAt) < SAME_TIME_MS;
  return (
    endsAlike &&
    a.value === b.value &&
    a.hostOnly === b.hostOnly &&
    a.secure === b.secure &&
    a.httpOnly === b.httpOnly
  );
}

function toJarCookie({ name, expiresAt, ...cookie }: SessionCookie): Cookie {
  const expires = expiresAt === null ? 'Infinity' : new Date(expiresAt);
  return new Cookie({ ...cookie, key: name, expires, creation: new Date() });
}

/** Null when there is none, or none with a domain and a path. */
function ofJarCookie(cookie: Cookie | undefined): SessionCookie | null {
  if (cookie?.domain == null || cookie.path == null) return null;
  const { key, value, domain, path, hostOnly, secure, httpOnly, sameSite, expires } = cookie;
  return {
    name: key,
    value,
    domain,
    path,
    hostOnly: hostOnly ?? true,
    secure,
    httpOnly,
    ...(sameSite === 'strict' || sameSite === 'lax' || sameSite === 'none' ? { sameSite } : {}),
    expiresAt: expires instanceof Date ? expires.getTime() : null,
  };
}
