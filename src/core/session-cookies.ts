/** Cookies that live from page to page of one job (`session: "job"`), and what bounds them. */

/** A cookie as a user agent stores it (RFC 6265 section 5.3). Names and values are latin1: a character is a byte. */
export interface SessionCookie {
  readonly name: string;
  readonly value: string;
  /** In lower case, without a dot in front. */
  readonly domain: string;
  readonly path: string;
  /** Only for that very host, not for those below it. */
  readonly hostOnly: boolean;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Left out where the site does not say. */
  readonly sameSite?: 'strict' | 'lax' | 'none';
  /** Unix milliseconds; null for as long as the session lasts. */
  readonly expiresAt: number | null;
}

/** What makes two cookies the same one. */
export type CookieIdentity = Pick<SessionCookie, 'domain' | 'path' | 'name'>;

/** What a page has done to a cookie: set it, or made it expire. */
export interface CookieChange extends CookieIdentity {
  readonly cookie: SessionCookie | null;
}

/** Bounds of one job's cookies. Those that were set longest ago go first. */
export const SESSION_BOUNDS = { cookies: 300, cookiesPerDomain: 50, chars: 256 * 1024 } as const;

/** Browsers refuse longer ones. */
export const MAX_COOKIE_CHARS = 4_096;

export function isExpired({ expiresAt }: SessionCookie, nowMs: number): boolean {
  return expiresAt !== null && expiresAt <= nowMs;
}

/** One text for each identity. */
export function identityOf({ domain, path, name }: CookieIdentity): string {
  return JSON.stringify([domain, path, name]);
}
