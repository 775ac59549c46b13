/** Makes the input of one operation of each kind, by chance. */

import type { Random } from '../random.js';
import type { SiteName } from '../types.js';
import { linksOf, pathOf, type PageKind } from '../world/paths.js';
import { HOOK_KINDS } from '../world/receiver.js';
import type { AccountName } from './accounts.js';
import type { JobInput, JobOperationKind } from './inputs.js';

/** Long enough for a page that waits for a turn of the processor while everything is started again. */
const TIMEOUT_MS = 40_000;
/** Of pages that hang. */
const SHORT_TIMEOUT_MS = 2_000;

const SCHEMA = [
  { field: 'title', type: 'string', example: 'Some title' },
  { field: 'price', type: 'float', example: 5.5 },
];
const PROSE_SCHEMA = [
  { field: 'title', type: 'string', example: 'Some title' },
  { field: 'guaranteePeriod', type: 'string', example: '90 years' },
];

export interface Making {
  readonly id: string;
  readonly random: Random;
}

/** A page of a batch: mostly in order, sometimes not. */
interface Choice {
  readonly weight: number;
  readonly site: SiteName;
  readonly kind: PageKind;
  readonly value?: (random: Random) => number;
}

const GOOD: readonly Choice[] = [
  { weight: 6, site: 'plain', kind: 'ok' },
  { weight: 6, site: 'plain', kind: 'slow', value: (random) => random.integer(50, 1_500) },
  { weight: 1, site: 'plain', kind: 'moved' },
  { weight: 1, site: 'stuck', kind: 'drip' },
];
const BAD: readonly Choice[] = [
  { weight: 1, site: 'plain', kind: 'status', value: (random) => random.pick([404, 500]) },
  { weight: 1, site: 'stuck', kind: 'reset' },
  { weight: 1, site: 'rude', kind: 'busy' },
  { weight: 1, site: 'walled', kind: 'wall' },
];

/** What the operation's call is given, and what its caller does with the job. */
export function makeJob(kind: JobOperationKind, account: AccountName, making: Making): JobInput {
  const { random } = making;
  const keyed = random.chance(0.7);
  const lasts = kind !== 'extract';
  return {
    account,
    body: bodyOf(kind, making),
    keyed,
    hangUpAfterMs: random.chance(0.3) ? random.integer(10, 3_000) : null,
    cancelAfterMs: random.chance(lasts ? 0.25 : 0.1) ? random.integer(0, 6_000) : null,
    repeated: keyed && random.chance(0.4),
  };
}

function bodyOf(kind: JobOperationKind, making: Making): JobInput['body'] {
  const { id, random } = making;
  switch (kind) {
    case 'extract':
      return extract(making);
    case 'batch':
      return {
        urls: urls(making, random.integer(5, 60), 0.15),
        schema: SCHEMA,
        options: { ...plainly(TIMEOUT_MS), concurrency: random.integer(2, 10), no_cache: true },
      };
    case 'rendered':
      return {
        urls: Array.from({ length: random.integer(2, 5) }, (_, n) => `{rendered}${pathOf(id, 'script', n)}`),
        schema: SCHEMA,
        options: { render_js: 'always', timeout_ms: TIMEOUT_MS },
      };
    case 'async':
      return {
        urls: Array.from({ length: random.integer(2, 8) }, (_, n) => `{plain}${pathOf(id, 'prose', n)}`),
        schema: PROSE_SCHEMA,
        options: plainly(TIMEOUT_MS),
        async_mode: true,
      };
    case 'crawl':
      return crawl(making);
    case 'selectors':
      return {
        name: `Selectors of ${id}`,
        urls: urls(making, random.integer(4, 30), 0.2),
        selectors: { title: 'h1', price: '.price' },
        ...(random.chance(0.75) ? { webhook: `{receiver}/hook/${id}/${random.pick(HOOK_KINDS)}` } : {}),
      };
    case 'spider':
    case 'scrapy':
      return {
        spider_name: kind === 'spider' ? 'links' : 'scrapy',
        arguments: { url: `{plain}${pathOf(id, 'tree', 0, random.integer(5, 30))}` },
      };
  }
}

function extract({ id, random }: Making): JobInput['body'] {
  const [page, timeoutMs, render] = random.pick([
    [`{plain}${pathOf(id, 'ok', 0)}`, TIMEOUT_MS, 'never'],
    [`{plain}${pathOf(id, 'slow', 0, random.integer(100, 3_000))}`, TIMEOUT_MS, 'auto'],
    [`{plain}${pathOf(id, 'prose', 0)}`, TIMEOUT_MS, 'never'],
    [`{stuck}${pathOf(id, 'hang', 0)}`, SHORT_TIMEOUT_MS, 'never'],
    [`{stuck}${pathOf(id, 'drip', 0)}`, TIMEOUT_MS, 'never'],
  ] as const);
  const schema = page.includes('/prose/') ? PROSE_SCHEMA : SCHEMA;
  return { url: page, schema, options: { render_js: render, timeout_ms: timeoutMs } };
}

/** A crawl of a tree: sometimes all of it, sometimes fewer pages or levels than it has. */
function crawl({ id, random }: Making): JobInput['body'] {
  const polite = random.chance(0.2);
  const size = polite ? random.integer(4, 10) : random.integer(10, 80);
  if (linksOf(size, 0).length === 0) throw new Error('a tree has more than one page');
  return {
    seed_url: `${polite ? '{polite}' : '{plain}'}${pathOf(id, 'tree', 0, size)}`,
    schema: SCHEMA,
    crawl: {
      follow_pattern: `*/o/${id}/*`,
      max_pages: random.chance(0.5) ? size + 5 : Math.max(1, Math.floor(size / 2)),
      max_depth: random.integer(1, 5),
      allow_large_crawl: true,
    },
    options: plainly(TIMEOUT_MS),
  };
}

function urls({ id, random }: Making, count: number, badShare: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const { site, kind, value } = weighted(random.chance(badShare) ? BAD : GOOD, random);
    return `{${site}}${pathOf(id, kind, n, value?.(random))}`;
  });
}

function weighted(choices: readonly Choice[], random: Random): Choice {
  return random.pick(choices.flatMap((choice) => Array.from({ length: choice.weight }, () => choice)));
}

function plainly(timeoutMs: number): { render_js: string; timeout_ms: number } {
  return { render_js: 'never', timeout_ms: timeoutMs };
}
