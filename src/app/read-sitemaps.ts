/** The sitemaps of a crawl's host, into its frontier at depth 1, as sitemaps.org defines them. */

import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalUrl } from '../core/crawl/canonical-url.js';
import type { ExcludedBy } from '../core/crawl/excludes.js';
import type { CrawlNotes, SitemapNotes } from '../core/crawl/notes.js';
import type { LinkScope } from '../core/crawl/link-scope.js';
import { createSitemapReader } from '../core/crawl/sitemap.js';
import { SITEMAP_MS } from '../core/timings.js';
import { hostKey } from '../core/url.js';
import type { Fetcher, FetchOutcome } from '../ports/fetcher.js';
import type { HostGate } from '../ports/host-gate.js';
import { linkTo, type Link } from '../core/page-outcome.js';
import type { Store } from '../ports/store/index.js';
import { siteOf } from './crawl-notes.js';
import { excludesOf, followsOf } from './crawl-rules.js';
import { readsSitemaps, sitemapDepth } from '../core/crawl/sitemap-depth.js';
import type { KnownLinks } from './known-links.js';
import type { OpenJob } from './open-job.js';
import type { RobotsOf } from './robots-of.js';
import { statusOf } from './visit-page.js';

const MAX_SITEMAPS = 50;
const MAX_ENTRIES = 50_000;
const MAX_BYTES = 50 * 1024 * 1024;
const LINKS_PER_WRITE = 1_000;
/** Between two looks whether the seed has been visited. */
const MIN_PAUSE_MS = 20;
const MAX_PAUSE_MS = 500;
/** Where sitemaps are besides /sitemap.xml: what widely used site software calls its index. */
const GUESSES = ['/sitemap_index.xml', '/sitemap-index.xml', '/wp-sitemap.xml'];

/** Resolves when every sitemap that could be read has been; safe to repeat. */
export type ReadSitemaps = (jobId: string, signal: AbortSignal) => Promise<void>;

export interface SitemapDeps {
  readonly store: Store;
  readonly openJob: OpenJob;
  readonly robotsOf: RobotsOf;
  readonly robotsToken: string;
  readonly fetcher: Fetcher;
  readonly hostGate: HostGate;
  readonly known: KnownLinks;
}

export function createReadSitemaps(deps: SitemapDeps): ReadSitemaps {
  return async (jobId, signal) => {
    const job = await deps.openJob(jobId);
    if (job?.spec.kind !== 'crawl' || job.state !== 'running' || !readsSitemaps(job.spec.crawl)) return;
    const { scope, seedUrl } = job.spec.crawl;
    const depth = sitemapDepth(job.spec.crawl);
    const arrivedAt = siteOf(seedUrl, await notesWithSeed(deps, jobId, signal));
    const { follows: matches } = followsOf(job.spec.crawl, arrivedAt);
    const start = arrivedAt ?? seedUrl;
    // What a slow host has not sent by then is left out.
    const enough = AbortSignal.any([signal, AbortSignal.timeout(SITEMAP_MS.all)]);
    const robots = await deps.robotsOf(start, signal);
    const sources = createSources(robots.sitemaps, start);
    const seen = createSeen(matches, excludesOf(job, job.spec.crawl, arrivedAt), scope);

    for (let url, read = 0; read < MAX_SITEMAPS && (url = sources.next()) !== undefined; read += 1) {
      if (!robots.allows(deps.robotsToken, url) && new URL(url).origin === new URL(start).origin) continue;
      const entries = await readOne(deps, url, enough);
      signal.throwIfAborted();
      if (enough.aborted) break;
      sources.note(entries);
      const links = seen.note(entries.urls);
      for (let at = 0; at < links.length; at += LINKS_PER_WRITE) {
        signal.throwIfAborted();
        const some = links.slice(at, at + LINKS_PER_WRITE);
        await deps.store.frontier.add(jobId, some, depth);
        deps.known.note(jobId, some, depth);
      }
    }
    await deps.store.frontier.noteSitemaps(jobId, seen.notes());
  };
}

/** The crawl's notes once its seed has been visited, or as they are when that takes too long or the crawl is over. */
async function notesWithSeed(
  { store }: SitemapDeps,
  jobId: string,
  signal: AbortSignal,
): Promise<CrawlNotes | null> {
  const until = performance.now() + SITEMAP_MS.seed;
  for (let pauseMs = MIN_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    const job = await store.jobs.get(jobId);
    const notes = job?.notes ?? null;
    if (job?.state !== 'running' || notes?.firsts?.seed !== undefined || performance.now() >= until)
      return notes;
    await sleep(pauseMs, undefined, { signal });
  }
}

/** Counts the entries of sitemaps, and picks those to visit. */
function createSeen(
  matches: (url: string) => boolean,
  excludedBy: (url: string) => ExcludedBy | null,
  scope: LinkScope | undefined,
) {
  let entries = 0;
  let unmatched = 0;
  let excluded = 0;
  let firstUnmatched: string | null = null;
  return {
    note: (urls: readonly string[]): Link[] => {
      const matching = urls.filter(matches);
      const kept = matching.filter((url) => excludedBy(url) === null);
      entries += urls.length;
      unmatched += urls.length - matching.length;
      excluded += matching.length - kept.length;
      if (matching.length < urls.length) firstUnmatched ??= urls.find((url) => !matches(url)) ?? null;
      return kept.map((url) => linkTo(url, scope));
    },
    notes: (): SitemapNotes => ({ entries, unmatched, excluded, firstUnmatched }),
  };
}

interface Entries {
  readonly urls: readonly string[];
  readonly sitemaps: readonly string[];
}

/**
 * The sitemaps to read, each once: those that robots.txt names and the usual place, then those that they name. Where
 * robots.txt names none, further usual places are tried until one of them has entries.
 */
function createSources(named: readonly string[], start: string) {
  const queue = [...new Set([...named, new URL('/sitemap.xml', start).href])];
  const seen = new Set(queue);
  const guesses = named.length > 0 ? [] : GUESSES.map((path) => new URL(path, start).href);
  return {
    next: (): string | undefined => queue.shift() ?? guesses.shift(),
    note: ({ urls, sitemaps }: Entries): void => {
      if (urls.length + sitemaps.length > 0) guesses.length = 0;
      for (const nested of sitemaps) {
        if (!seen.has(nested)) queue.push(nested);
        seen.add(nested);
      }
    },
  };
}

/** A sitemap that cannot be read, or not before `enough` aborts, is none: crawls live without. */
async function readOne(deps: SitemapDeps, url: string, enough: AbortSignal): Promise<Entries> {
  const urls = new Set<string>();
  const sitemaps: string[] = [];
  const outcome = await fetchOne(deps, url, enough).catch((error: unknown) => {
    if (!enough.aborted) throw error;
    return null;
  });
  if (outcome?.kind !== 'page' || outcome.status !== 200) return { urls: [], sitemaps };
  const reader = createSitemapReader({
    base: outcome.finalUrl,
    maxEntries: MAX_ENTRIES,
    maxBytes: MAX_BYTES,
    onEntry: ({ kind, loc }) => {
      const canonical = canonicalUrl(loc);
      if (canonical === null) return;
      if (kind === 'sitemap') sitemaps.push(canonical);
      else urls.add(canonical);
    },
  });
  await reader.write(outcome.body);
  await reader.end();
  return { urls: [...urls], sitemaps };
}

/** In its turn at its host, as pages are. */
async function fetchOne(deps: SitemapDeps, url: string, enough: AbortSignal): Promise<FetchOutcome> {
  const robots = await deps.robotsOf(url, enough);
  const spacingMs = robots.crawlDelayMs(deps.robotsToken) ?? 0;
  const turn = await deps.hostGate.enter(hostKey(url), enough, { spacingMs });
  try {
    const outcome = await deps.fetcher.fetch({ url, timeoutMs: SITEMAP_MS.one }, enough);
    turn.fetched(...statusOf(outcome));
    return outcome;
  } finally {
    turn.leave();
  }
}
