/** The pages of a job that are kept whole, and those that gave nothing. Whoever calls has found out that the job may be shown. */

import type { Job } from '../core/job.js';
import type { StoredPage, UnreadPage } from '../core/stored-page.js';
import type { Store } from '../ports/store/index.js';

/** The most that one reading holds, about, as JSON; one document always fits. */
const MAX_CHARS = 10 * 1024 * 1024;
const PAGES_PER_READ = 10;

/** Documents in the order in which they ended, after the first `skip`: at most `limit`, and about 10 MiB of them. */
export type ReadDocuments = (job: Job, skip: number, limit: number) => Promise<StoredPage[]>;

export function createReadDocuments({ pages }: Pick<Store, 'pages'>): ReadDocuments {
  return async (job, skip, limit) => {
    const found: StoredPage[] = [];
    let chars = 0;
    while (found.length < limit) {
      const wanted = Math.min(PAGES_PER_READ, limit - found.length);
      const some = await pages.readDocuments(job.id, skip + found.length, wanted);
      for (const page of some) {
        chars += JSON.stringify(page.result).length;
        if (chars > MAX_CHARS && found.length > 0) return found;
        found.push(page);
      }
      if (some.length < wanted) return found;
    }
    return found;
  };
}

/** Pages that ended without a document, and those that robots.txt kept the job from: at most `limit` of each, oldest first. */
export type ReadUnread = (job: Job, limit: number) => Promise<UnreadPage[]>;

export function createReadUnread({ pages }: Pick<Store, 'pages'>): ReadUnread {
  return (job, limit) => pages.readUnread(job.id, limit);
}
