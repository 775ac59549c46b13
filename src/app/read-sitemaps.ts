/** The sitemaps of a crawl's host, into its frontier at depth 1, as sitemaps.org defines them. */

import { canonicalUrl } from '../core/crawl/canonical-url.js';
import { compileGlob } from '../core/crawl/glob.js';
import { createSitemapReader } from '../core/crawl/sitemap.js';
import { SITEMAP_MS } from '../core/timings.js';
import { hostKey } from '../core/url.js';
import type { Fetcher, FetchOutcome } from '../ports/fetcher.js';
import type { HostGate } from '../ports/host-gate.js';
import { linkTo } from '../core/page-outcome.js';
import type { Store } from '../ports/store/index.js';
import type { OpenJob } from './open-job.js';
import type { RobotsOf } from './robots-of.js';
import { statusOf } from './visit-page.js';

const MAX_SITEMAPS = 50;
const MAX_ENTRIES = 50_000;
const MAX_BYTES = 50 * 1024 * 1024;
const LINKS_PER_WRITE = 1_000;
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
}

export function createReadSitemaps(deps: SitemapDeps): ReadSitemaps {
  return async (jobId, signal) => {
    const job = await deps.openJob(jobId);
    // Entries are at depth 1.
    if (job?.spec.kind !== 'crawl' || job.state !== 'running' || job.spec.crawl.maxDepth < 1) return;
    // What a slow host has not sent by then is left out.
    const enough = AbortSignal.any([signal, AbortSignal.timeout(SITEMAP_MS.all)]);
    const matches = compileGlob(job.spec.crawl.followPattern);
    const seed = job.spec.crawl.seedUrl;
    const robots = await deps.robotsOf(seed, signal);
    const sources = createSources(robots.sitemaps, seed);

    for (let url, read = 0; read < MAX_SITEMAPS && (url = sources.next()) !== undefined; read += 1) {
      if (!robots.allows(deps.robotsToken, url) && new URL(url).origin === new URL(seed).origin) continue;
      const entries = await readOne(deps, url, enough);
      signal.throwIfAborted();
      if (enough.aborted) return;
      sources.note(entries);
      const links = entries.urls.filter((link) => matches(link)).map(linkTo);
      for (let at = 0; at < links.length; at += LINKS_PER_WRITE) {
        signal.throwIfAborted();
        await deps.store.frontier.add(jobId, links.slice(at, at + LINKS_PER_WRITE), 1);
      }
    }
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
function createSources(named: readonly string[], seed: string) {
  const queue = [...new Set([...named, new URL('/sitemap.xml', seed).href])];
  const seen = new Set(queue);
  const guesses = named.length > 0 ? [] : GUESSES.map((path) => new URL(path, seed).href);
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
