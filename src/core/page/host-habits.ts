/**
 * What one worker has learned of each host, so that it neither asks a host that has just refused it, nor fetches twice
 * where rendering is what it takes, nor renders where that has never helped. All of it lapses, is bounded, and lives in
 * memory: a restart only costs what it takes to learn it again.
 */

import { keepRecent } from '../recent.js';
import type { Block } from './block.js';
import type { BrowserNeed } from './needs-browser.js';

export interface HostHabits {
  /** A hard block that was met within the last minutes: the message to answer without asking the host again; else null. */
  blocked(host: string): Block | null;
  /** A block that stood after everything was tried. Logins and shells are of one page and are not kept. */
  noteBlock(host: string, block: Block): void;
  /** The host answered with a page: forgets a block. */
  noteGood(host: string): void;
  /** Whether pages of this host are better rendered at once, without a plain fetch before. */
  prefersBrowser(host: string): boolean;
  /** Whether a weak need is not worth a browser at this host for these missing fields. */
  isFutile(host: string, missing: readonly string[]): boolean;
  /**
   * A page that a plain fetch left without the fields `missing` was rendered for that reason; `helped` when any of them
   * has a value now.
   */
  noteRendered(host: string, need: BrowserNeed, missing: readonly string[], helped: boolean): void;
  /** A plain fetch answered every field of a page. */
  notePlainEnough(host: string): void;
}

export const MAX_HOSTS = 2_000;
/** Pairs of host and field; a schema has at most 200 fields. */
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
  /** By host: pages in a row that rendering helped. */
  const helps = new Map<string, Streak>();
  /** By host and field: renderings in a row that left it without a value. */
  const failures = new Map<string, Streak>();

  return {
    blocked(host) {
      const kept = blocks.get(host);
      return kept !== undefined && now() < kept.until ? kept.block : null;
    },

    noteBlock(host, block) {
      if (block.kind !== 'bot_wall' && block.kind !== 'captcha') return;
      keepRecent(blocks, host, { block, until: now() + BLOCK_MS }, MAX_HOSTS);
    },

    noteGood(host) {
      blocks.delete(host);
    },

    prefersBrowser(host) {
      return isSettled(helps.get(host), now());
    },

    isFutile(host, missing) {
      return (
        missing.length > 0 && missing.every((field) => isSettled(failures.get(fieldKey(host, field)), now()))
      );
    },

    noteRendered(host, need, missing, helped) {
      if (helped) {
        keepRecent(helps, host, extend(helps.get(host), now(), HELPS_TO_PREFER, PREFER_MS), MAX_HOSTS);
        for (const field of missing) failures.delete(fieldKey(host, field));
        return;
      }
      helps.delete(host);
      // What the page itself asks for is tried each time, so it says nothing about guesses.
      if (need.strength === 'strong') return;
      for (const field of missing) {
        const key = fieldKey(host, field);
        keepRecent(
          failures,
          key,
          extend(failures.get(key), now(), FAILURES_TO_GIVE_UP, FUTILE_MS),
          MAX_FIELDS,
        );
      }
    },

    notePlainEnough(host) {
      helps.delete(host);
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

/** A host has no blank. */
function fieldKey(host: string, field: string): string {
  return `${host} ${field}`;
}
