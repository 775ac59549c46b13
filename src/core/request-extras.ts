/** What a caller has its pages asked for with, beside what every request says. */

export interface RequestExtras {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** In place of the service's own; null where the caller does not say. */
  readonly userAgent: string | null;
}

/** The same with the one origin that headers and cookies are for: they may let whoever has them act as the caller. */
export interface ScopedExtras extends RequestExtras {
  readonly origin: string;
}

export const MAX_EXTRA_HEADERS = 50;
export const MAX_EXTRA_COOKIES = 50;
export const MAX_EXTRA_VALUE_CHARS = 4_096;
/** Of all names and values of the one kind. Servers take about as much. */
export const MAX_EXTRA_CHARS = 12_000;

/** Set by an option of their own. */
const OPTIONS: Readonly<Record<string, string>> = { cookie: 'cookies', 'user-agent': 'user_agent' };

/**
 * About the connection, the server or the body, and so ours to say (RFC 9110 section 7.6.1); or such that the answer is
 * not the page: a part of it, or that it has not changed.
 */
const DENIED: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'host',
  'content-length',
  'content-encoding',
  'accept-encoding',
  'expect',
  'max-forwards',
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
]);
/** About proxies, and what browsers say about themselves. */
const DENIED_PREFIX = /^(?:proxy-|sec-)/;

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
const MAX_NAME_CHARS = 200;
/** What HTTP/1 and HTTP/2 can both carry. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const COOKIE_VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;

/** Why a header may not be sent with a page, as the end of a sentence; null when it may. */
export function headerProblem(name: string, value: string): string | null {
  const lower = name.toLowerCase();
  const option = OPTIONS[lower];
  if (option !== undefined) return `is set by the option ${option}`;
  if (name.length > MAX_NAME_CHARS || !TOKEN.test(name)) return 'is not a valid header name';
  if (DENIED.has(lower) || DENIED_PREFIX.test(lower)) return 'may not be set';
  return valueProblem(value, VALUE, 'has a character that headers cannot have');
}

/** Why a cookie may not be sent with a page; null when it may. */
export function cookieProblem(name: string, value: string): string | null {
  if (name.length > MAX_NAME_CHARS || !TOKEN.test(name)) return 'is not a valid cookie name';
  return valueProblem(
    value,
    COOKIE_VALUE,
    'has a character that cookies cannot have: encode it as the site does',
  );
}

function valueProblem(value: string, allowed: RegExp, problem: string): string | null {
  if (value.length > MAX_EXTRA_VALUE_CHARS)
    return `must not be longer than ${MAX_EXTRA_VALUE_CHARS} characters`;
  return allowed.test(value) && value.trim() === value ? null : problem;
}

/** Whether a user agent can be sent. */
export function isUserAgent(text: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text);
}

/** The headers that go with a request for this URL; none for another origin. */
export function extraHeadersFor(
  url: URL,
  extras: ScopedExtras | undefined,
): Readonly<Record<string, string>> {
  return extras !== undefined && url.origin === extras.origin ? extras.headers : {};
}

/** The Cookie header of a request for this URL: what the site has set counts before what the caller gave. Empty for none. */
export function cookieHeaderFor(url: URL, set: string, extras: ScopedExtras | undefined): string {
  if (extras === undefined || url.origin !== extras.origin) return set;
  const names = new Set(set.split('; ').map((pair) => pair.split('=', 1)[0]));
  const given = Object.entries(extras.cookies).flatMap(([name, value]) =>
    names.has(name) ? [] : [`${name}=${value}`],
  );
  return [...(set === '' ? [] : [set]), ...given].join('; ');
}
