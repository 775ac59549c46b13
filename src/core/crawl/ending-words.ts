/** Sentences and parts of sentences that say how crawls end. */

import { parseUrl } from '../url.js';
import type { CrawlNotes } from './notes.js';

export function robotsForbade({ counts = {}, firsts = {} }: CrawlNotes): string {
  return `robots.txt does not allow ${count(counts.robots ?? 0, 'found page')}${example(firsts.robots)}.`;
}

export function robotsUnavailable(host: string, why: string | undefined): string {
  const reason = why === undefined ? '' : ` (${why})`;
  return `robots.txt of ${host} could not be read${reason}. Until it can, nothing there may be fetched (RFC 9309); it is asked again after a minute.`;
}

/** How many links, and entries of sitemaps, were left out by patterns and rules. */
export function excludedLinks({ counts = {}, sitemaps }: CrawlNotes): number {
  return (counts.excluded ?? 0) + (counts.excludedByDefault ?? 0) + (sitemaps?.excluded ?? 0);
}

export function excludedSentence({ counts = {}, firsts = {}, sitemaps }: CrawlNotes): string {
  const parts = [
    ...(counts.excluded === undefined
      ? []
      : [`exclude_patterns left out ${count(counts.excluded, 'link')}${example(firsts.excluded)}`]),
    ...(counts.excludedByDefault === undefined
      ? []
      : [
          `default_excludes left out ${count(counts.excludedByDefault, 'link')}${example(firsts.excludedByDefault)}`,
        ]),
    ...(sitemaps == null || sitemaps.excluded === 0
      ? []
      : [`both left out ${count(sitemaps.excluded, 'URL')} of the sitemaps`]),
  ];
  return `${parts.join('; ')}. A link is counted once on each page that has it.`;
}

export function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

export function example(url: string | undefined): string {
  return url === undefined ? '' : `, for example ${shown(url)}`;
}

const MAX_SHOWN = 300;

export function shown(url: string): string {
  return url.length > MAX_SHOWN ? `${url.slice(0, MAX_SHOWN)}…` : url;
}

export function hostOf(url: string): string {
  return parseUrl(url)?.host ?? url;
}

export function originOf(url: string): string {
  return parseUrl(url)?.origin ?? url;
}
