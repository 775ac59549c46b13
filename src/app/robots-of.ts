/** The robots.txt of hosts, read through the egress gate and kept for a while (RFC 9309 sections 2.3 and 2.4). */

import { ALLOW_ALL, parseRobots, unreadableRobots, type Robots } from '../core/crawl/robots.js';
import { keepRecent } from '../core/recent.js';
import { PAGE_MS } from '../core/timings.js';
import { unlessAborted } from '../core/unless-aborted.js';
import type { Fetcher, FetchOutcome } from '../ports/fetcher.js';

const MAX_HOSTS = 1_000;
/** RFC 9309 section 2.4: not longer than 24 hours. */
const KEEP_MS = 24 * 3_600_000;
/** A host whose rules could not be read is asked again soon. */
const KEEP_UNREADABLE_MS = 60_000;

/** The rules of the URL's host. Never rejects but for `signal`: what cannot be read allows or forbids by its status. */
export type RobotsOf = (url: string, signal: AbortSignal) => Promise<Robots>;

export interface RobotsDeps {
  readonly fetcher: Fetcher;
  readonly now: () => Date;
}

/** The RFC asks for five at least; whoever redirects more often, or in a loop, counts as having none (RFC 9309 section 2.3.1.2). */
const MAX_REDIRECTS = 5;

interface Kept {
  readonly robots: Promise<Robots>;
  /** For ever while it is being read. */
  until: number;
}

export function createRobotsOf({ fetcher, now }: RobotsDeps): RobotsOf {
  // In order of last use; promises, so that pages of one host share one request.
  const hosts = new Map<string, Kept>();

  const read = async (url: string): Promise<Robots> => {
    let redirects = 0;
    const mayFollow = (): boolean => ++redirects <= MAX_REDIRECTS;
    // Not the page's signal: others wait for the same answer.
    const never = new AbortController().signal;
    return interpret(await fetcher.fetch({ url, timeoutMs: PAGE_MS.robots, mayFollow }, never));
  };

  const readAnew = (origin: string): Kept => {
    const kept: Kept = { robots: read(`${origin}/robots.txt`), until: Infinity };
    kept.robots.then(
      (robots) =>
        (kept.until = now().getTime() + (robots.unreadable === undefined ? KEEP_MS : KEEP_UNREADABLE_MS)),
      () => (kept.until = 0),
    );
    return kept;
  };

  return (url, signal) => {
    const { origin } = new URL(url);
    const found = hosts.get(origin);
    const kept = found !== undefined && found.until > now().getTime() ? found : readAnew(origin);
    keepRecent(hosts, origin, kept, MAX_HOSTS);
    return unlessAborted(kept.robots, signal);
  };
}

/** RFC 9309 section 2.3.1: 4xx allows everything, 5xx and no answer forbid everything for now. */
function interpret(outcome: FetchOutcome): Robots {
  if (outcome.kind === 'redirected') return ALLOW_ALL;
  if (outcome.kind === 'failed' && /redirects$/.test(outcome.fault ?? '')) return ALLOW_ALL;
  if (outcome.kind !== 'page') return unreadableRobots(withoutStop(outcome.failure.message));
  if (outcome.status >= 500) return unreadableRobots(`It answered HTTP ${outcome.status}`);
  if (outcome.status >= 400) return ALLOW_ALL;
  return parseRobots(Buffer.from(outcome.body).toString('utf8'), outcome.finalUrl);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
