/**
 * robots.txt as RFC 9309 defines it: which URLs of a host a crawler may fetch. Fetching the file, and what a missing or
 * failing one means (4xx allows all, 5xx and no answer forbid all), is the caller's part: ALLOW_ALL, unreadableRobots.
 */

import { parseUrl } from '../url.js';
import { canonicalUrl } from './canonical-url.js';
import { normaliseRule, readRobotsLines } from './robots-lines.js';

/** No site means its crawl to take longer than this a page; the file is read again within a day anyway. */
const MAX_CRAWL_DELAY_MS = 86_400_000;

export interface Robots {
  /** Whether the crawler whose product token is `userAgentToken` may fetch `url`. */
  allows(userAgentToken: string, url: string): boolean;
  /** The pause that the crawler's group asks for, in milliseconds (`Crawl-delay`, outside of the RFC), or null. */
  crawlDelayMs(userAgentToken: string): number | null;
  /** The http and https URLs of `Sitemap` lines, each once: absolute ones as written, others as they are meant. */
  readonly sitemaps: readonly string[];
  /** Why the file could not be read, a sentence without its full stop: everything is forbidden for now. Else absent. */
  readonly unreadable?: string;
}

interface Rule {
  readonly isAllowed: boolean;
  readonly priority: number;
  readonly matches: (path: string) => boolean;
}

/** What one user agent is told, over all groups that name it. */
interface Agent {
  /** The groups' own lists, so that naming many agents does not copy the rules for each of them. */
  readonly groups: Set<Rule[]>;
  crawlDelayMs: number | null;
}

const ANY = '*';

/** Reads the text of a robots.txt; any text is one. Relative `Sitemap` lines are left out without the file's own URL, `base`. */
export function parseRobots(text: string, base?: string): Robots {
  const agents = new Map<string, Agent>();
  const sitemaps = new Set<string>();
  let group: Rule[] = [];
  let named: Agent[] = [];

  for (const { key, value } of readRobotsLines(text)) {
    switch (key) {
      case 'user-agent': {
        // A group ends where its rules have begun and agents are named again. Other lines neither open nor end one:
        // "parsing of other records MUST NOT interfere with the parsing of explicitly defined records" (RFC 9309).
        if (group.length > 0) [group, named] = [[], []];
        const token = tokenOf(value);
        if (token === '') break;
        const agent = agents.get(token) ?? { groups: new Set(), crawlDelayMs: null };
        agents.set(token, agent);
        agent.groups.add(group);
        named.push(agent);
        break;
      }
      case 'allow':
      case 'disallow':
        if (named.length > 0) group.push(...rulesOf(value, key === 'allow'));
        break;
      case 'crawl-delay': {
        // For the agents named above it, not for those that join the group below.
        const delayMs = parseDelay(value);
        if (delayMs === null) break;
        for (const agent of named) agent.crawlDelayMs = Math.max(delayMs, agent.crawlDelayMs ?? 0);
        break;
      }
      case 'sitemap': {
        const url = sitemapUrl(value, base);
        if (url !== null) sitemaps.add(url);
        break;
      }
      case 'unknown':
        break;
      default:
        key satisfies never;
    }
  }

  const agentFor = (token: string): Agent | undefined => agents.get(token.toLowerCase()) ?? agents.get(ANY);
  const sorted = new Map<Agent, readonly Rule[]>();
  const rulesFor = (agent: Agent): readonly Rule[] => {
    const known = sorted.get(agent);
    if (known !== undefined) return known;
    const rules = [...agent.groups].flat().sort(byPrecedence);
    sorted.set(agent, rules);
    return rules;
  };

  return {
    sitemaps: [...sitemaps],
    crawlDelayMs: (token) => agentFor(token)?.crawlDelayMs ?? null,
    allows: (token, url) => {
      const agent = agentFor(token);
      if (agent === undefined) return true;
      const path = normaliseRule(pathOf(url));
      if (path === '/robots.txt') return true;
      return rulesFor(agent).find((rule) => rule.matches(path))?.isAllowed ?? true;
    },
  };
}

function sitemapUrl(value: string, base: string | undefined): string | null {
  if (canonicalUrl(value) !== null) return value;
  const url = value === '' || base === undefined ? null : (parseUrl(value, base)?.href ?? null);
  return url !== null && canonicalUrl(url) !== null ? url : null;
}

/** Whether `text` can name a crawler in a robots.txt: letters, _ and -. */
export function isProductToken(text: string): boolean {
  return /^[A-Za-z_-]+$/.test(text);
}

/** Path and query of a URL, `/` when it has none; schemeless and broken ones are read as Google's parser reads them. */
export function pathOf(url: string): string {
  const path = /^(?:\/\/|[^/?;#]*:\/\/)?[^/?;#]*([/?;][^#]*)?/.exec(url)?.[1] ?? '/';
  return path.startsWith('/') ? path : `/${path}`;
}

/** The longest pattern first; of equally long ones the permission. */
function byPrecedence(a: Rule, b: Rule): number {
  return b.priority - a.priority || Number(b.isAllowed) - Number(a.isAllowed);
}

/** `*`, with or without words after it, or the characters of a product token that the value starts with, in lower case. */
function tokenOf(value: string): string {
  if (/^\*(?:\s|$)/.test(value)) return ANY;
  return /^[A-Za-z_-]*/.exec(value)?.[0].toLowerCase() ?? '';
}

/** An empty pattern is a rule that never matches: it still ends the naming of agents. */
function rulesOf(pattern: string, isAllowed: boolean): Rule[] {
  if (pattern === '') return [{ isAllowed, priority: 0, matches: () => false }];
  const rules = [ruleOf(pattern, isAllowed)];
  // Google: who may read `/a/index.html` may read `/a/`.
  const slash = pattern.lastIndexOf('/');
  if (isAllowed && pattern.startsWith('/index.htm', slash)) {
    rules.push(ruleOf(`${pattern.slice(0, slash + 1)}$`, isAllowed));
  }
  return rules;
}

function ruleOf(pattern: string, isAllowed: boolean): Rule {
  return { isAllowed, priority: pattern.length, matches: compilePattern(pattern) };
}

/** Anchored at the start; `*` any run of characters; `$` the end, as last character only. The search only goes forward. */
function compilePattern(pattern: string): (path: string) => boolean {
  const isAnchored = pattern.endsWith('$');
  const [first = '', ...pieces] = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  if (pieces.length === 0) return isAnchored ? (path) => path === first : (path) => path.startsWith(first);
  const last = isAnchored ? pieces.pop() : undefined;

  return (path) => {
    if (!path.startsWith(first)) return false;
    let position = first.length;
    for (const piece of pieces) {
      const found = path.indexOf(piece, position);
      if (found === -1) return false;
      position = found + piece.length;
    }
    return last === undefined || (path.length - last.length >= position && path.endsWith(last));
  };
}

function parseDelay(value: string): number | null {
  if (!/^(?:\d+\.?\d*|\.\d+)$/.test(value)) return null;
  return Math.min(Math.round(Number(value) * 1_000), MAX_CRAWL_DELAY_MS);
}

export const ALLOW_ALL: Robots = parseRobots('');
const DISALLOW_ALL: Robots = parseRobots('User-agent: *\nDisallow: /');

/** The rules of a host whose file cannot be read. @param why a sentence without its full stop. */
export function unreadableRobots(why: string): Robots {
  return { ...DISALLOW_ALL, unreadable: why };
}
