/** The call of a public API that makes a job like this one. */

import type { CrawlJobSpec, ExtractJobSpec } from './job-spec.js';
import type { Job } from './job.js';
import type { FieldSelector } from './select/selector.js';
import { PAGE_MS } from './timings.js';

export interface AskedCall {
  readonly method: 'POST';
  readonly path: string;
  /** Where the key goes. */
  readonly keyHeader: 'X-API-Key' | 'Authorization';
  readonly body: Readonly<Record<string, unknown>>;
  /** What the job had and this call leaves out, since it is secret or does not fit in one call. */
  readonly leftOut: readonly ('extras' | 'urls' | 'webhook')[];
}

export interface AskedOf {
  readonly urls: readonly string[];
  /** There are more URLs than those. */
  readonly isCut: boolean;
  /** Only pages that failed are asked for. */
  readonly failedOnly: boolean;
  /** Pages are asked for with headers, cookies or a user agent of the caller's. */
  readonly hasExtras: boolean;
  /** The key brings its schema, and a call with it must not. */
  readonly hasOwnSchema: boolean;
}

/** Null where no call makes it: pages of a spider that failed, or no URL is left. */
export function askedCall(job: Job, of: AskedOf): AskedCall | null {
  const { spec } = job;
  const leftOut: AskedCall['leftOut'] = [
    ...(of.hasExtras ? (['extras'] as const) : []),
    ...(of.isCut ? (['urls'] as const) : []),
    ...(job.webhookUrl === null ? [] : (['webhook'] as const)),
  ];
  if (spec.kind === 'spider' || spec.kind === 'scrapy') {
    if (of.failedOnly) return null;
    const body = { spider_id: spec.spider.id, arguments: spec.spider.arguments };
    return { method: 'POST', path: '/api/v1/jobs', keyHeader: 'Authorization', body, leftOut };
  }
  if (spec.kind === 'select') {
    if (of.urls.length === 0) return null;
    const selectors = Object.fromEntries(spec.selectors.map((one) => [one.field, selectorText(one)]));
    const body = { ...(spec.name === null ? {} : { name: spec.name }), urls: of.urls, selectors };
    return { method: 'POST', path: '/v1/jobs', keyHeader: 'Authorization', body, leftOut };
  }
  const call = runoCall(spec, of);
  return call && { method: 'POST', keyHeader: 'X-API-Key', ...call, leftOut };
}

function runoCall(
  spec: ExtractJobSpec | CrawlJobSpec,
  { urls, failedOnly, hasOwnSchema }: AskedOf,
): Pick<AskedCall, 'path' | 'body'> | null {
  const schema = hasOwnSchema ? {} : { schema: spec.schema };
  const options = runoOptions(spec);
  if (spec.kind === 'crawl' && !failedOnly) {
    const {
      seedUrl,
      followPattern,
      maxDepth,
      maxPages,
      respectNofollow,
      dedupe,
      excludePatterns,
      defaultExcludes,
    } = spec.crawl;
    const crawl = {
      follow_pattern: followPattern,
      max_pages: maxPages ?? 100,
      max_depth: maxDepth,
      ...(respectNofollow ? {} : { respect_nofollow: false }),
      ...(dedupe === 'canonical' ? { dedupe } : {}),
      ...((excludePatterns ?? []).length === 0 ? {} : { exclude_patterns: excludePatterns }),
      ...(defaultExcludes === true ? {} : { default_excludes: false }),
    };
    return { path: '/v1/crawl', body: { seed_url: seedUrl, ...schema, crawl, ...options } };
  }
  const [first] = urls;
  if (first === undefined) return null;
  if (spec.kind === 'extract') return { path: '/v1/extract', body: { url: first, ...schema, ...options } };
  return { path: '/v1/batch', body: { urls, ...schema, ...options } };
}

/** Only what is not the default. */
function runoOptions(spec: ExtractJobSpec | CrawlJobSpec): { readonly options?: object } {
  const wait = spec.waitFor;
  const options = {
    ...(spec.renderJs === 'auto' ? {} : { render_js: spec.renderJs }),
    ...(spec.timeoutMs === PAGE_MS.defaultTimeout ? {} : { timeout_ms: spec.timeoutMs }),
    ...(spec.locale === null ? {} : { locale: spec.locale }),
    ...(spec.processImages ? { process_images: true } : {}),
    ...(spec.cache === 'refresh' ? { no_cache: true } : {}),
    ...(spec.evidence ? { evidence: true } : {}),
    ...(spec.session === 'job' ? { session: 'job' } : {}),
    ...(wait === undefined ? {} : { wait_for: 'ms' in wait ? wait.ms : wait.selector }),
    ...(spec.failFast ? { fail_fast: true } : {}),
    ...(spec.asyncMode && spec.kind !== 'extract' ? { async_mode: true } : {}),
  };
  return Object.keys(options).length === 0 ? {} : { options };
}

/** As its caller may have written it. */
function selectorText({ css, attribute, all }: FieldSelector): string {
  return `${css}${attribute === null ? '' : `@${attribute}`}${all ? '[]' : ''}`;
}
