/**
 * The identity of a URL in a crawl: two links with the same canonical form are one page, visited once.
 *
 * Parsing, dot segments, default ports and case of the host are WHATWG's (https://url.spec.whatwg.org/), the comparison of
 * escapes is RFC 3986 section 6.2.2. Query order and a trailing slash are significant: servers may tell them apart.
 * Identities are stored, so whoever changes what this file answers raises CANONICAL_VERSION.
 */

import { MAX_URL_LENGTH, parseUrl } from '../url.js';
import { normaliseEscapesOnce } from './escapes.js';

export const CANONICAL_VERSION = 1;

/** Query parameters that say where a visitor came from and never what the page is. */
export const TRACKING_PARAMETERS: readonly string[] = [
  // Google Analytics and Ads: campaign (a prefix), click ids, cross-domain linker, Merchant Center
  ...[
    'utm_*',
    'gclid',
    'gclsrc',
    'dclid',
    'gbraid',
    'wbraid',
    'gad_source',
    'gad_campaignid',
    '_ga',
    '_gl',
    'srsltid',
  ],
  // Click ids: Meta, Instagram, Microsoft, Yandex, X, TikTok, LinkedIn, Snapchat, Reddit, Impact
  ...[
    'fbclid',
    'igshid',
    'igsh',
    'msclkid',
    'yclid',
    'ysclid',
    'twclid',
    'ttclid',
    'li_fat_id',
    'sccid',
    'rdt_cid',
  ],
  ...['irclickid'],
  // Mailings: Mailchimp, HubSpot, Marketo, Omeda, Vero, Wicked Reports
  ...['mc_cid', 'mc_eid', '_hsenc', '_hsmi', '__hssc', '__hstc', '__hsfp', 'hsctatracking', 'mkt_tok'],
  ...['oly_anon_id', 'oly_enc_id', 'vero_id', 'wickedid'],
];

const NAMES = TRACKING_PARAMETERS.map((name) => name.replace('*', '[^=&]*')).join('|');
const TRACKING = new RegExp(`[?&](?:${NAMES})(?=[=&]|$)`, 'i');
const TRACKING_PAIR = new RegExp(`^(?:${NAMES})(?:=|$)`, 'i');

// The grammar of what is canonical already. Everything outside of it takes the long way; nothing inside of it may need to.
// Of the escapes it knows those that stand for no unreserved character: %20 to %2C, %2F, and all bytes beyond ASCII.
const ESCAPES = (chars: string): string => `[${chars}]*(?:%(?:[89A-F][0-9A-F]|2[0-9A-CF])[${chars}]*)*`;
export const CLEAN_PATH = ESCAPES("\\w\\-.~!$&'()*+,;=:@/");
export const CLEAN_QUERY = `(?=[^#])${ESCAPES('\\w\\-.~!$&()*+,;=:@/?')}`;
const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
// The last label starts with a letter, or WHATWG would read the host as an IPv4 address; Punycode is checked by WHATWG.
const HOST = `(?:(?:(?!xn--)[a-z0-9-]+\\.)*(?!xn--)[a-z][a-z0-9-]*|(?:${BYTE}\\.){3}${BYTE})`;
const PORT = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}))?';
const CLEAN = new RegExp(
  `^http(?:://${HOST}(?!:80/)|s://${HOST}(?!:443/))${PORT}/${CLEAN_PATH}(?:\\?${CLEAN_QUERY})?(?:#[^]*)?$`,
);

/** The canonical form of an absolute http or https URL, or null when `text` is none or its form is too long to keep. */
export function canonicalUrl(text: string): string | null {
  if (CLEAN.test(text)) {
    const hash = text.indexOf('#');
    const clean = hash === -1 ? text : text.slice(0, hash);
    if (!clean.includes('/.') && !hasTracking(clean)) return clean.length <= MAX_URL_LENGTH ? clean : null;
  }
  const url = parseUrl(text);
  return url === null ? null : canonicalOf(url);
}

/** The same for a URL that is parsed already: the rule itself, which the short ways above and in links.ts must equal. */
export function canonicalOf(url: URL): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const rest = normaliseEscapesOnce(url.pathname + url.search);
  const canonical = `${url.protocol}//${url.host}${withoutTracking(rest)}`;
  return canonical.length <= MAX_URL_LENGTH ? canonical : null;
}

/** Whether a URL without a fragment has a parameter that is to be dropped. */
export function hasTracking(url: string): boolean {
  return url.includes('?') && TRACKING.test(url);
}

function withoutTracking(rest: string): string {
  if (!hasTracking(rest)) return rest;
  const start = rest.indexOf('?');
  const pairs = rest.slice(start + 1).split('&');
  const kept = pairs.filter((pair) => !TRACKING_PAIR.test(pair)).join('&');
  return kept === '' ? rest.slice(0, start) : `${rest.slice(0, start)}?${kept}`;
}
