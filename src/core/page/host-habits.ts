/**
 * What one worker has learned of each host, so that it neither asks a host that has just refused it, nor fetches twice
 * where rendering is what it takes, nor renders or scrolls where that has never helped. Each account has its own: what a site shows to
 * the pages of one says nothing about those of another. All of it lapses, is bounded, and lives in memory: a restart only
 * costs what it takes to learn it again.
 */

import { keepRecent } from '../recent.js';
import type { Block } from './block.js';
import type { BrowserNeed } from './needs-browser.js';
import type { RenderJs } from '../render-js.js';

export interface HostHabits {
  /**
   * The wall that pages of this account met at the host within the last minutes when they were asked for with the same
   * `renderJs`: the page is then refused without asking the host again. Null when there is none.
   */
  blocked(accountId: string, host: string, renderJs: RenderJs): Block | null;
  /**
   * A wall that stood after everything that `renderJs` allows was tried. Pages of other accounts and those with another
   * `renderJs` are still asked for. Logins and shells are of one page and are not kept.
   */
  noteBlock(accountId: string, host: string, renderJs: RenderJs, block: Block): void;
  /** The host answered such a page well: forgets its wall. */
  noteGood(accountId: string, host: string, renderJs: RenderJs): void;
  /** Whether the account's pages of this host are better rendered at once, without a plain fetch before. */
  prefersBrowser(accountId: string, host: string): boolean;
  /** Whether a weak need is not worth a browser at this host for these missing fields. */
  isFutile(accountId: string, host: string, missing: readonly string[]): boolean;
  /**
   * A page that a plain fetch left without the fields `missing` was rendered for that reason; `helped` when any of them
   * has a value now.
   */
  noteRendered(
    accountId: string,
    host: string,
    need: BrowserNeed,
    missing: readonly string[],
    helped: boolean,
  ): void;
  /** Whether scrolling the account's pages of this host has not answered any of these missing fields lately. */
  isScrolledInVain(accountId: string, host: string, missing: readonly string[]): boolean;
  /** A page was scrolled to its end: the fields without a value before, and those of them without one after it. */
  noteScrolled(accountId: string, host: string, before: readonly string[], after: readonly string[]): void;
  /** A plain fetch answered every field of a page. */
  notePlainEnough(accountId: string, host: string): void;
}

/** Pairs of account and host. */
export const MAX_HOSTS = 2_000;
/** Fields of such pairs; a schema has at most 200 fields. */
export const MAX_FIELDS = 20_000;
/** How long a block is answered from memory. */
export const BLOCK_MS = 5 * 60_000;
/** After so many pages in a row that rendering helped, plain fetches are left out. */
export const HELPS_TO_PREFER = 2;
/** How long they are left out, before one is tried again. */
export const PREFER_MS = 30 * 60_000;
/** After so many renderings in a row that did not answer a field, a guess is no reason to render for it. */
export const FAILURES_TO_GIVE_UP = 3;
/** How long it is none, before one is tried again. */
export const FUTILE_MS = 30 * 60_000;

/** How often in a row something was seen, and until when it counts as settled. One more sight settles it anew. */
interface Streak {
  readonly times: number;
  readonly until: number;
}

/** @param now the time in milliseconds. */
export function createHostHabits(now: () => number): HostHabits {
  const blocks = new Map<string, { readonly block: Block; readonly until: number }>();
  /** By account and host: pages in a row that rendering helped. */
  const helps = new Map<string, Streak>();
  /** By account, host and field: renderings in a row that left it without a value. */
  const failures = new Map<string, Streak>();
  /** The same for pages that were scrolled to their ends. */
  const scrolls = new Map<string, Streak>();

  const isVain = (kept: Map<string, Streak>, at: string, fields: readonly string[]): boolean =>
    fields.length > 0 && fields.every((field) => isSettled(kept.get(`${at} ${field}`), now()));
  const noteVain = (kept: Map<string, Streak>, key: string): void =>
    keepRecent(kept, key, extend(kept.get(key), now(), FAILURES_TO_GIVE_UP, FUTILE_MS), MAX_FIELDS);

  return {
    blocked(accountId, host, renderJs) {
      const kept = blocks.get(wallKey(accountId, host, renderJs));
      return kept !== undefined && now() < kept.until ? kept.block : null;
    },

    noteBlock(accountId, host, renderJs, block) {
      if (block.kind !== 'bot_wall' && block.kind !== 'captcha') return;
      const until = now() + BLOCK_MS;
      keepRecent(blocks, wallKey(accountId, host, renderJs), { block, until }, MAX_HOSTS);
    },

    noteGood(accountId, host, renderJs) {
      blocks.delete(wallKey(accountId, host, renderJs));
    },

    prefersBrowser(accountId, host) {
      return isSettled(helps.get(hostKey(accountId, host)), now());
    },

    isFutile(accountId, host, missing) {
      return isVain(failures, hostKey(accountId, host), missing);
    },

    isScrolledInVain(accountId, host, missing) {
      return isVain(scrolls, hostKey(accountId, host), missing);
    },

    noteScrolled(accountId, host, before, after) {
      for (const field of before) {
        const key = fieldKey(accountId, host, field);
        if (after.includes(field)) noteVain(scrolls, key);
        else scrolls.delete(key);
      }
    },

    noteRendered(accountId, host, need, missing, helped) {
      const at = hostKey(accountId, host);
      if (helped) {
        keepRecent(helps, at, extend(helps.get(at), now(), HELPS_TO_PREFER, PREFER_MS), MAX_HOSTS);
        for (const field of missing) failures.delete(fieldKey(accountId, host, field));
        return;
      }
      helps.delete(at);
      // What the page itself asks for is tried each time, so it says nothing about guesses.
      if (need.strength === 'strong') return;
      for (const field of missing) noteVain(failures, fieldKey(accountId, host, field));
    },

    notePlainEnough(accountId, host) {
      helps.delete(hostKey(accountId, host));
    },
  };
}

function isSettled(streak: Streak | undefined, now: number): boolean {
  return streak !== undefined && now < streak.until;
}

/** A streak that is settled does not last longer for what is seen meanwhile, so that it is put to the test in time. */
function extend(streak: Streak | undefined, now: number, enough: number, forMs: number): Streak {
  const times = Math.min((streak?.times ?? 0) + 1, enough);
  if (times < enough) return { times, until: 0 };
  return { times, until: isSettled(streak, now) ? (streak?.until ?? 0) : now + forMs };
}

/** Neither an account's id nor a host has a blank. */
function wallKey(accountId: string, host: string, renderJs: RenderJs): string {
  return `${accountId} ${renderJs} ${host}`;
}

function hostKey(accountId: string, host: string): string {
  return `${accountId} ${host}`;
}

function fieldKey(accountId: string, host: string, field: string): string {
  return `${accountId} ${host} ${field}`;
}
