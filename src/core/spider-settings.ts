/**
 * The settings of a spider that this service itself goes by. They have Scrapy's names and meanings
 * (https://docs.scrapy.org/en/latest/topics/settings.html), so that they mean the same for both kinds of spiders.
 */

import { MAX_CONCURRENCY } from './chunk-plan.js';
import { SCRAPY_VALUE_CHECKS } from './scrapy-setting-values.js';
import { isOperatorsSetting } from './scrapy-settings.js';
import { toBoolean, toNumber } from './setting-text.js';
import type { SpiderSettings } from './spider.js';
import { PAGE_MS } from './timings.js';

export interface KnownSettings {
  /** Pages in flight at once. */
  readonly concurrency: number | null;
  /** At least this long between requests to one host. */
  readonly delayMs: number;
  readonly obeysRobots: boolean;
  /** How many pages are enough; null when nothing was said. */
  readonly maxPages: number | null;
  /** Hops from a start request; null for any number. */
  readonly maxDepth: number | null;
  readonly timeoutMs: number;
  /** Whether answers other than 2xx are parsed as well. */
  readonly parsesErrors: boolean;
}

const DEFAULT_TIMEOUT_MS = 30_000;

/** Bounds of numbers, and null for yes or no. */
const KNOWN: Readonly<
  Record<string, { readonly min: number; readonly max: number; readonly whole: boolean } | null>
> = {
  CONCURRENT_REQUESTS: { min: 1, max: MAX_CONCURRENCY, whole: true },
  DOWNLOAD_DELAY: { min: 0, max: 600, whole: false },
  ROBOTSTXT_OBEY: null,
  CLOSESPIDER_PAGECOUNT: { min: 0, max: 1_000_000_000, whole: true },
  DEPTH_LIMIT: { min: 0, max: 30_000, whole: true },
  DOWNLOAD_TIMEOUT: { min: 1, max: PAGE_MS.mostSpiderTimeout / 1_000, whole: false },
  HTTPERROR_ALLOW_ALL: null,
};

export interface SettingProblem {
  /** The setting that is refused. */
  readonly name: string;
  /** What is asked of it, to stand behind its name; without a full stop. */
  readonly rule: string;
}

/** The first thing that is wrong with a caller's settings; null when nothing is. */
export function settingsProblem(settings: SpiderSettings): SettingProblem | null {
  for (const [name, value] of Object.entries(settings)) {
    const rule = isOperatorsSetting(name)
      ? 'can only be set by the operator, in the spider or its project'
      : valueProblem(name, value);
    if (rule !== null) return { name, rule };
  }
  return null;
}

function valueProblem(name: string, value: unknown): string | null {
  // Null is as if the setting were not there.
  if (value === undefined || value === null) return null;
  // A spider's own setting may be called as what every object has.
  const bounds = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (bounds === undefined) return SCRAPY_VALUE_CHECKS.get(name)?.(value) ?? null;
  if (bounds === null) return toBoolean(value) === null ? 'must be true or false' : null;
  const number = toNumber(value);
  if (number === null || (bounds.whole && !Number.isInteger(number)))
    return `must be ${bounds.whole ? 'a whole number' : 'a number'}`;
  return number < bounds.min || number > bounds.max
    ? `must be between ${bounds.min} and ${bounds.max}`
    : null;
}

/** Reads settings in which `settingsProblem` finds nothing. As in Scrapy, 0 pages and 0 hops mean no limit. */
export function readSettings(settings: SpiderSettings): KnownSettings {
  const number = (name: string): number | null => toNumber(settings[name]);
  return {
    concurrency: number('CONCURRENT_REQUESTS'),
    delayMs: Math.round((number('DOWNLOAD_DELAY') ?? 0) * 1_000),
    obeysRobots: toBoolean(settings['ROBOTSTXT_OBEY']) ?? true,
    maxPages: number('CLOSESPIDER_PAGECOUNT') || null,
    maxDepth: number('DEPTH_LIMIT') || null,
    timeoutMs: Math.round((number('DOWNLOAD_TIMEOUT') ?? DEFAULT_TIMEOUT_MS / 1_000) * 1_000),
    parsesErrors: toBoolean(settings['HTTPERROR_ALLOW_ALL']) ?? false,
  };
}
