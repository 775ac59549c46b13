/**
 * Scrapy's own settings, by who may choose them (https://docs.scrapy.org/en/2.19/topics/settings.html).
 *
 * A spider's `settings` come from an API caller, and the operator trusts spiders, not callers. So a caller may choose
 * how a spider crawls. What names code to import, a file, a folder, an address or credentials of the operator's is left
 * to the operator, who sets it in the spider (`custom_settings`) or in its project. Names that are none of Scrapy's are
 * the spider's own and pass.
 *
 * A test compares both lists with the installed Scrapy, so that a new setting is sorted when it comes.
 */

import { SCRAPY_VALUE_CHECKS } from './scrapy-setting-values.js';

export const SCRAPY_SETTINGS_OF_CALLERS: readonly string[] = [...SCRAPY_VALUE_CHECKS.keys()];

/** Of the operator, by whole name or, where it ends in `*`, by how the name begins. */
const OF_THE_OPERATOR: readonly string[] = `
  ADDONS ASYNCIO_EVENT_LOOP AWS_*
  COMMANDS_MODULE
  DEFAULT_ITEM_CLASS DNS_RESOLVER
  DOWNLOADER DOWNLOADER_CLIENTCONTEXTFACTORY DOWNLOADER_HTTPCLIENTFACTORY DOWNLOADER_MIDDLEWARES*
  DOWNLOAD_BIND_ADDRESS DOWNLOAD_HANDLERS*
  DUPEFILTER_CLASS
  EDITOR EXTENSIONS*
  FEEDS FEED_* FILES_* FORCE_CRAWLER_PROCESS FTP_*
  GCS_*
  HTTP2_MAX_FRAME_SIZE HTTPCACHE_* HTTPPROXY_* HTTPX_*
  IMAGES_* ITEM_PIPELINES* ITEM_PROCESSOR
  JOBDIR
  LOG_COLOR LOG_DATEFORMAT LOG_ENABLED LOG_ENCODING LOG_FILE LOG_FILE_APPEND LOG_FORMAT LOG_FORMATTER
  LOG_INSTALL_ROOT_HANDLER LOG_SHORT_NAMES LOG_STDOUT LOG_VERSIONS
  MAIL_* MEDIA_ALLOW_REDIRECTS MEMDEBUG_* MEMUSAGE_NOTIFY_MAIL
  NEWSPIDER_MODULE
  PERIODIC_LOG_*
  REACTOR_THREADPOOL_MAXSIZE REFERRER_POLICIES REFERRER_POLICY REMOTE_CONTROL_* REQUEST_FINGERPRINTER_*
  RETRY_EXCEPTIONS ROBOTSTXT_PARSER
  SCHEDULER SCHEDULER_DISK_QUEUE SCHEDULER_MEMORY_QUEUE SCHEDULER_PRIORITY_QUEUE SCHEDULER_START_*
  SPIDER_CONTRACTS* SPIDER_LOADER_* SPIDER_MIDDLEWARES* SPIDER_MODULES
  STATSMAILER_RCPTS STATS_CLASS
  TELNETCONSOLE_* TEMPLATES_DIR TWISTED_*
`
  .trim()
  .split(/\s+/);

const names = new Set(OF_THE_OPERATOR.filter((name) => !name.endsWith('*')));
const beginnings = OF_THE_OPERATOR.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

export function isOperatorsSetting(name: string): boolean {
  return names.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}
