/** Which scripts of a page could change what it shows. */

import { isText, type Element } from 'domhandler';
import { phrases } from './phrases.js';

export interface ScriptsAtWork {
  /** Some script runs that does more than measure the visit. */
  readonly any: boolean;
  /** One of them comes from a file, or they are long enough to draw content. */
  readonly canFill: boolean;
}

/** Inline code shorter than this, all together, opens menus rather than draws content. */
const SIZEABLE_CHARS = 500;

/** Types that browsers run (https://mimesniff.spec.whatwg.org/#javascript-mime-type), some loaders' prefixes included. */
const RUNS =
  /^(?:|module|text\/babel|(?:[\da-f]+-)?(?:text|application)\/(?:x-)?(?:java|ecma|live|j)script(?:[\d.]+)?(?:\s*;.*)?)$/i;

export function isExecutable(script: Element): boolean {
  return RUNS.test((script.attribs['type'] ?? '').trim());
}

/** Code of an inline script. */
export function codeOf(script: Element): string {
  const [only] = script.children;
  if (script.children.length === 1 && only !== undefined && isText(only)) return only.data;
  return script.children.map((child) => (isText(child) ? child.data : '')).join('');
}

/** Reads only as many scripts as it takes. */
export function scriptsAtWork(scripts: readonly Element[]): ScriptsAtWork {
  let inlineChars = 0;
  for (const script of scripts) {
    if (!isExecutable(script)) continue;
    const { src } = script.attribs;
    if (src !== undefined) {
      if (!MEASURES.test(src.slice(0, 1_000))) return { any: true, canFill: true };
      continue;
    }
    const code = codeOf(script);
    if (isSnippet(code)) continue;
    inlineChars += code.trim().length;
    if (inlineChars >= SIZEABLE_CHARS) return { any: true, canFill: true };
  }
  return { any: inlineChars > 0, canFill: false };
}

/** Products that measure, advertise, ask for consent or guard a form: none of them draws a page's content. */
const MEASURES = phrases(
  /googletagmanager\.com|google-analytics\.com|googleadservices\.com|googlesyndication\.com|doubleclick\.net/,
  /connect\.facebook\.net|snap\.licdn|bat\.bing|mc\.yandex|hm\.baidu|quantserve|scorecardresearch|chartbeat/,
  /hotjar\.com|clarity\.ms|cdn\.segment\.com|mixpanel|amplitude\.com|matomo|piwik|plausible|umami|usefathom/,
  /cloudflareinsights\.com|newrelic|nr-data\.net|sentry|datadoghq|bugsnag|boomerang|speedcurve/,
  /cookiebot|cookielaw\.org|onetrust|usercentrics|omtrdc|demdex|adobedtm/,
  /criteo|taboola|outbrain|addthis|sharethis/,
  /\/recaptcha\/|hcaptcha\.com|turnstile|\/cdn-cgi\/|\/akam\/\d|_Incapsula_Resource/,
  /\/analytics(?:\.min)?\.js|\/gtag\/js|\/gtm\.js/,
);

const SNIPPET = phrases(
  /\bgtag\(|\bdataLayer\b|GoogleAnalyticsObject|\b_gaq\b|\bfbq\(|\b_paq\b|\b_hjSettings\b|\bhj\(|\bym\(|\b_hmt\b/,
  /\bNREUM\b|\b_satellite\b|\bclarity\(/,
);
const SNIPPET_HEAD_CHARS = 1_000;
const MAX_SNIPPET_CHARS = 3_000;

/** Code that only sets up such a product. Long code that mentions one may do more. */
function isSnippet(code: string): boolean {
  const head = code.slice(0, SNIPPET_HEAD_CHARS);
  if (head.includes('NREUM')) return true;
  return code.length <= MAX_SNIPPET_CHARS && (SNIPPET.test(head) || MEASURES.test(head));
}
