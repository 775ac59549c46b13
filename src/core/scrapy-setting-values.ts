/**
 * What the values of Scrapy's settings may be that callers choose, by how Scrapy reads each
 * (https://docs.scrapy.org/en/2.19/topics/settings.html). It reads numbers, truths, lists and objects from text too. A
 * value that Scrapy cannot read would end every job of the spider.
 */

import { toBoolean, toNumber } from './setting-text.js';

type Check = (value: unknown) => string | null;

const MAX_NUMBER = 1_000_000_000_000;
const LINE_END = /[\r\n]/;
/** RFC 9110 section 5.1. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const LOG_LEVELS = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'];
const MAX_LOG_LEVEL = 100;
const TLS_METHODS = ['TLS', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2'];
const TLS_VERSIONS = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

const truth: Check = (value) => (toBoolean(value) === null ? 'must be true or false' : null);
const text: Check = (value) => (typeof value === 'string' ? null : 'must be a string');
/** Goes into a header, which no line end can stand in. */
const headerText: Check = (value) =>
  text(value) ?? (LINE_END.test(value as string) ? 'must not have line ends' : null);
const whole = (min: number): Check => number(min, true);
const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string) ? null : `must be one of ${words.join(', ')}`;

function number(min: number, isWhole = false): Check {
  return (value) => {
    const read = toNumber(value);
    if (read === null || (isWhole && !Number.isInteger(read)))
      return `must be ${isWhole ? 'a whole number' : 'a number'}`;
    return read < min || read > MAX_NUMBER ? `must be between ${min} and ${MAX_NUMBER}` : null;
  };
}

/** A name, or the number that Python has for it. */
const logLevel: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_LOG_LEVEL
    ? null
    : oneOf(LOG_LEVELS)(value);

/** A list of statuses, or the same as text, by comma. */
const statuses: Check = (value) => {
  const list = typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value;
  const isFine =
    Array.isArray(list) &&
    list.every((entry) => {
      const status = toNumber(typeof entry === 'string' ? entry.trim() : entry);
      return status !== null && Number.isInteger(status) && status >= 100 && status <= 999;
    });
  return isFine ? null : 'must be a list of HTTP statuses';
};

/** A list of strings, or the same as text, by comma. */
const texts: Check = (value) =>
  typeof value === 'string' || (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    ? null
    : 'must be a list of strings';

/** An object, or its JSON as text. */
const object =
  (isEntry: (value: unknown, name: string) => boolean, rule: string): Check =>
  (value) => {
    const read = typeof value === 'string' ? parsed(value) : value;
    const isFine =
      typeof read === 'object' &&
      read !== null &&
      !Array.isArray(read) &&
      Object.entries(read).every(([name, value]) => isEntry(value, name));
    return isFine ? null : rule;
  };

const headerValue = (value: unknown): boolean =>
  value === null ||
  typeof value === 'number' ||
  (Array.isArray(value) ? value.every((entry) => headerText(entry) === null) : headerText(value) === null);
const headers = object(
  (value, name) => HEADER_NAME.test(name) && headerValue(value),
  'must be an object of header names and values, without line ends',
);
const SLOT: Readonly<Record<string, Check>> = {
  concurrency: whole(1),
  delay: number(0),
  jitter: number(0),
  randomize_delay: truth,
  throttle: truth,
};
const slots = object(
  (slot) =>
    typeof slot === 'object' &&
    slot !== null &&
    Object.entries(slot).every(([name, value]) => Object.hasOwn(SLOT, name) && SLOT[name]?.(value) === null),
  `must be an object of slots with ${Object.keys(SLOT).join(', ')}`,
);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const KINDS: readonly (readonly [check: Check, names: string])[] = [
  [
    truth,
    `AJAXCRAWL_ENABLED AUTOTHROTTLE_DEBUG AUTOTHROTTLE_ENABLED COMPRESSION_ENABLED COOKIES_DEBUG COOKIES_ENABLED
    CRAWLSPIDER_FOLLOW_LINKS DEPTH_STATS_VERBOSE DNSCACHE_ENABLED DOWNLOADER_CLIENT_TLS_VERBOSE_LOGGING
    DOWNLOADER_STATS DOWNLOAD_FAIL_ON_DATALOSS DOWNLOAD_VERIFY_CERTIFICATES DUPEFILTER_DEBUG HTTPERROR_ALLOW_ALL
    MEMUSAGE_ENABLED METAREFRESH_ENABLED RANDOMIZE_DOWNLOAD_DELAY REDIRECT_ENABLED REFERER_ENABLED RETRY_ENABLED
    ROBOTSTXT_OBEY SCHEDULER_DEBUG STATS_DUMP WARN_ON_GENERATOR_RETURN_VALUE`,
  ],
  [
    whole(0),
    `AJAXCRAWL_MAXSIZE CLOSESPIDER_ERRORCOUNT CLOSESPIDER_ITEMCOUNT CLOSESPIDER_PAGECOUNT
    CLOSESPIDER_PAGECOUNT_NO_ITEM CLOSESPIDER_TIMEOUT_NO_ITEM CONCURRENT_REQUESTS_PER_IP DEPTH_LIMIT DNSCACHE_SIZE
    DOWNLOAD_MAXSIZE DOWNLOAD_WARNSIZE MEMUSAGE_LIMIT_MB MEMUSAGE_WARNING_MB METAREFRESH_MAXDELAY REDIRECT_MAX_TIMES
    RETRY_TIMES URLLENGTH_LIMIT`,
  ],
  [
    whole(1),
    'CONCURRENT_ITEMS CONCURRENT_REQUESTS CONCURRENT_REQUESTS_PER_DOMAIN SCRAPER_SLOT_MAX_ACTIVE_SIZE',
  ],
  [whole(-MAX_NUMBER), 'DEPTH_PRIORITY REDIRECT_PRIORITY_ADJUST RETRY_PRIORITY_ADJUST'],
  [
    number(0),
    `AUTOTHROTTLE_MAX_DELAY AUTOTHROTTLE_START_DELAY AUTOTHROTTLE_TARGET_CONCURRENCY CLOSESPIDER_TIMEOUT DNS_TIMEOUT
    DOWNLOAD_DELAY DOWNLOAD_DELAY_JITTER DOWNLOAD_TIMEOUT LOGSTATS_INTERVAL MEMUSAGE_CHECK_INTERVAL_SECONDS`,
  ],
  [
    text,
    'BOT_NAME DOWNLOADER_CLIENT_TLS_CIPHERS HTTPAUTH_DOMAIN HTTPAUTH_PASS HTTPAUTH_USER ROBOTSTXT_USER_AGENT',
  ],
  [headerText, 'USER_AGENT'],
  [logLevel, 'DEFAULT_DROPITEM_LOG_LEVEL LOG_LEVEL RETRY_GIVE_UP_LOG_LEVEL'],
  [oneOf(TLS_METHODS), 'DOWNLOADER_CLIENT_TLS_METHOD'],
  [oneOf(TLS_VERSIONS), 'DOWNLOAD_TLS_MAX_VERSION DOWNLOAD_TLS_MIN_VERSION'],
  [statuses, 'HTTPERROR_ALLOWED_CODES RETRY_HTTP_CODES'],
  [texts, 'METAREFRESH_IGNORE_TAGS META_COPY_WARN_SKIP_KEYS'],
  [headers, 'DEFAULT_REQUEST_HEADERS'],
  [slots, 'DOWNLOAD_SLOTS'],
];

/** By name, what is asked of the value, to stand behind the name; null when nothing is wrong with it. */
export const SCRAPY_VALUE_CHECKS: ReadonlyMap<string, Check> = new Map(
  KINDS.flatMap(([check, names]) => names.split(/\s+/).map((name) => [name, check] as const)),
);
