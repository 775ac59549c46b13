/**
 * The cookies of a job's earlier pages, in a tab: given to it before its page is asked for, and taken from it when that has
 * been read. What they share is bytes: a browser reads those of a header as UTF-8, the plain fetch as latin1.
 */

import { isUtf8 } from 'node:buffer';
import type { BrowserContext, Cookie } from 'playwright';
import type { SessionCookie } from '../../core/session-cookies.js';
import { unlessAborted } from '../../core/unless-aborted.js';
import type { PageCookies } from '../../ports/page-cookies.js';
import { PageCrashed } from './crash.js';
import type { Tab } from './tabs.js';

/** A browser that takes longer over its cookies hangs. */
const COOKIES_MS = 5_000;

/** Renders with these cookies. What becomes of them is kept when `render` resolves: a page that is lost has changed none. */
export async function withCookies<T>(
  { page }: Tab,
  cookies: PageCookies | undefined,
  signal: AbortSignal,
  render: () => Promise<T>,
): Promise<T> {
  if (cookies === undefined) return render();
  const context = page.context();
  await inTime(give(context, cookies.list()), signal);
  const rendered = await render();
  const left = await inTime(context.cookies(), signal);
  cookies.replace(left.flatMap((cookie) => ofBrowser(cookie)));
  return rendered;
}

async function inTime<T>(operation: Promise<T>, signal: AbortSignal): Promise<T> {
  const limit = new AbortController();
  const late = setTimeout(
    () => limit.abort(new PageCrashed('the cookies of the page were not to be had')),
    COOKIES_MS,
  );
  try {
    return await unlessAborted(operation, AbortSignal.any([signal, limit.signal]));
  } finally {
    clearTimeout(late);
  }
}

/** What the browser refuses by its own rules it would not have kept either, and it refuses all that come with it. */
async function give(context: BrowserContext, cookies: readonly SessionCookie[]): Promise<void> {
  if (cookies.length === 0) return;
  const given = cookies.map(toBrowser);
  try {
    await context.addCookies(given);
  } catch {
    for (const cookie of given) await context.addCookies([cookie]).catch(() => undefined);
  }
}

type GivenCookie = Parameters<BrowserContext['addCookies']>[0][number];

const SAME_SITE = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;

function toBrowser({
  name,
  value,
  domain,
  hostOnly,
  expiresAt,
  sameSite,
  ...cookie
}: SessionCookie): GivenCookie {
  const { path, secure, httpOnly } = cookie;
  // Browsers refuse `None` without Secure, and take a cookie that says nothing.
  const says = sameSite !== undefined && (sameSite !== 'none' || secure);
  return {
    name: fromBytes(name),
    value: fromBytes(value),
    domain: hostOnly ? domain : `.${domain}`,
    ...{ path, secure, httpOnly },
    expires: expiresAt === null ? -1 : expiresAt / 1_000,
    ...(says ? { sameSite: SAME_SITE[sameSite] } : {}),
  };
}

/** Cookies that are kept apart for each site that embeds theirs are of one page. */
function ofBrowser(cookie: Cookie): SessionCookie[] {
  const { name, value, domain, path, secure, httpOnly, sameSite, expires, partitionKey } = cookie;
  if (partitionKey !== undefined) return [];
  return [
    {
      name: toBytes(name),
      value: toBytes(value),
      domain: domain.replace(/^\./, ''),
      hostOnly: !domain.startsWith('.'),
      ...{ path, secure, httpOnly },
      sameSite: sameSite.toLowerCase() as Lowercase<typeof sameSite>,
      expiresAt: expires < 0 ? null : Math.round(expires * 1_000),
    },
  ];
}

function fromBytes(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : latin1;
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
