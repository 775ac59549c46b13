/**
 * Links that a crawl does not follow unless `default_excludes` is false: a visit would change something at the site, or
 * they lead to pages without end that hold nothing of their own. A rule is here only where hardly any page that people
 * look for has such a URL. docs/crawling.md lists them.
 */

export interface ExcludeRule {
  readonly name: string;
  /** For canonical URLs, in lower case. Each pattern takes time in proportion to the URL's length. */
  readonly pattern: RegExp;
}

/** Query parameters by these names, whatever their values. */
const parameter = (names: string): RegExp => new RegExp(`[?&;](?:${names})(?:[=&;]|$)`);
/** A parameter that says what to do, with one of these values. */
const action = (values: string): RegExp =>
  new RegExp(`[?&;](?:action|do|op|act|cmd|task|mode)=(?:${values})(?:[&;]|$)`);
/** A path whose last segment is one of these, with or without the ending of a script. */
const lastSegment = (names: string): RegExp =>
  new RegExp(`^[^?]*/(?:${names})(?:\\.(?:php|aspx?|jsp|do))?/?(?:\\?|$)`);

export const DEFAULT_EXCLUDES: readonly ExcludeRule[] = [
  {
    name: 'cart',
    pattern: parameter(
      'add[-_]to[-_]cart|remove[-_](?:item|from[-_]cart)|removed_item|undo_item|add[-_]to[-_](?:wishlist|compare)|remove[-_]from[-_](?:wishlist|compare)|wc-ajax',
    ),
  },
  {
    name: 'cart path',
    pattern:
      /^[^?]*\/(?:cart\/(?:add|change|clear|update|remove)|wishlist\/(?:index\/)?(?:add|remove)|product_compare\/(?:add|remove|clear))(?:[/?]|$)/,
  },
  { name: 'logout', pattern: lastSegment('(?:user[-_]?)?(?:log|sign)[-_]?(?:out|off)') },
  { name: 'logout action', pattern: action('log[-_]?out|sign[-_]?out|logoff') },
  { name: 'logout page of a wiki', pattern: /[/=:]special:(?:user)?logout(?:[/?&]|$)/ },
  {
    name: 'deletion',
    pattern: action('delete|remove|trash|destroy|purge|rollback|unsubscribe|markread|vote'),
  },
  { name: 'unsubscribe', pattern: lastSegment('unsubscribe') },
  { name: 'action with a token', pattern: parameter('_wpnonce|csrf_?token|authenticity_token') },
  { name: 'answer to a comment', pattern: parameter('replytocom') },
  { name: 'answer to a comment by path', pattern: /^[^?]*\/comment\/reply\// },
  {
    name: 'share',
    pattern:
      /[?&;]share=(?:facebook|twitter|x|linkedin|pinterest|reddit|tumblr|telegram|jetpack-whatsapp|pocket|email|skype|mastodon|threads|bluesky)(?:[&;]|$)/,
  },
  { name: 'protected address', pattern: /^[^?]*\/cdn-cgi\/l\/email-protection/ },
];

/** A month or day in a URL that speaks of a calendar, or in a parameter that holds one: the year. */
const CALENDAR = /(?:calendar|kalender|calendario|calendrier|agenda|events?|termine|veranstaltungen)/;
const DATE_IN_PATH = /[/=](\d{4})[-/](?:0?[1-9]|1[0-2])(?=[-/?&;]|$)/g;
const DATE_PARAMETER = /[?&;](?:tribe-bar-date|date|month|year|ym|day|week)=(\d{4})(?=[-/&;]|$)/g;
const YEARS_AHEAD = 2;

/** The name of the rule that excludes a canonical URL, or null. `year`: the current one, for calendars without end. */
export function defaultExclude(url: string, year: number): string | null {
  const lower = url.toLowerCase();
  const rule = DEFAULT_EXCLUDES.find(({ pattern }) => pattern.test(lower));
  if (rule !== undefined) return rule.name;
  const dates = [
    ...lower.matchAll(DATE_PARAMETER),
    ...(CALENDAR.test(lower) ? lower.matchAll(DATE_IN_PATH) : []),
  ];
  return dates.some(([, digits]) => Number(digits) > year + YEARS_AHEAD) ? 'calendar' : null;
}
