/** Registering spiders. Each belongs to one account, and another account's exists as little as an unknown one. */

import { randomUUID } from 'node:crypto';
import { CallRefused } from '../core/failure.js';
import { UUID } from '../core/job.js';
import type { Account } from '../core/account.js';
import type { Store } from '../ports/store/index.js';
import type { Spider, SpiderPatch } from '../core/spider.js';

export type NewSpider = Pick<Spider, 'name' | 'repoPath' | 'description' | 'settings' | 'repoId'>;

export interface SpidersDeps {
  readonly store: Pick<Store, 'spiders' | 'schedules'>;
  readonly now: () => Date;
  /** Told of schedules that went with their spider. */
  readonly onSchedulesGone: (ids: readonly string[]) => Promise<void>;
}

export function createSpidersApp({ store, now, onSchedulesGone }: SpidersDeps) {
  return {
    /** Refuses a name that the account uses already (CONFLICT). Whether the file is there is found out by its jobs. */
    create: async (account: Account, input: NewSpider): Promise<Spider> => {
      const spider: Spider = { ...input, id: randomUUID(), accountId: account.id, createdAt: now() };
      if (!(await store.spiders.create(spider))) throw nameTaken();
      return spider;
    },

    list: (account: Account, nameContains: string | null, limit: number): Promise<Spider[]> =>
      store.spiders.list(account.id, nameContains, limit),

    /** Refuses with NOT_FOUND. */
    get: async (account: Account, id: string): Promise<Spider> =>
      (UUID.test(id) ? await store.spiders.get(account.id, id) : null) ?? noSpider(),

    /** Refuses with NOT_FOUND and CONFLICT. */
    update: async (account: Account, id: string, patch: SpiderPatch): Promise<Spider> => {
      const updated = UUID.test(id) ? await store.spiders.update(account.id, id, patch) : 'unknown';
      if (updated === 'unknown') return noSpider();
      if (updated === 'name_taken') throw nameTaken();
      return updated;
    },

    /** Its schedules go with it, its finished jobs stay. Refuses with NOT_FOUND, and CONFLICT while a job of it runs. */
    remove: async (account: Account, id: string): Promise<void> => {
      if (!UUID.test(id)) return noSpider();
      const schedules = await store.schedules.ofSpider(id);
      const removal = await store.spiders.remove(account.id, id);
      if (removal === 'unknown') return noSpider();
      if (removal === 'busy') throw new CallRefused('CONFLICT', 'Spider has running jobs');
      await onSchedulesGone(schedules);
    },
  };
}

export type SpidersApp = ReturnType<typeof createSpidersApp>;

/** The text is ScrapeThis's own. */
export function noSpider(): never {
  throw new CallRefused('NOT_FOUND', 'Spider not found');
}

function nameTaken(): CallRefused {
  return new CallRefused('CONFLICT', 'Spider name already exists');
}
