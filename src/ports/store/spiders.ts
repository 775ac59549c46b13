/** Registered spiders in the database. */

import type { Spider, SpiderPatch } from '../../core/spider.js';

export type SpiderRemoval = 'removed' | 'unknown' | 'busy';

export interface Spiders {
  /** False when the account has a spider of this name. */
  create(spider: Spider): Promise<boolean>;
  /** Null for an unknown id and another account's alike, as in every method here. */
  get(accountId: string, id: string): Promise<Spider | null>;
  byName(accountId: string, name: string): Promise<Spider | null>;
  /** Newest first; `nameContains` ignores case. */
  list(accountId: string, nameContains: string | null, limit: number): Promise<Spider[]>;
  update(accountId: string, id: string, patch: SpiderPatch): Promise<Spider | 'unknown' | 'name_taken'>;
  /** Removes it and its schedules, unless a job of it is not final. */
  remove(accountId: string, id: string): Promise<SpiderRemoval>;
}
