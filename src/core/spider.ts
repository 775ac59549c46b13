/** Spiders: where their files are, what runs them, and which settings this service itself goes by. */

import type { JobKind } from './job-kinds.js';

/** What a spider asks for beside a URL; it is stored with the page, so it is small and plain JSON. */
export interface PageRequest {
  /** Handed to `parse` with the page. */
  readonly data?: unknown;
  readonly render?: 'auto' | 'always' | 'never';
}

/** As the caller registered them. What Scrapy knows is handed to Scrapy. */
export type SpiderSettings = Readonly<Record<string, unknown>>;

/** A spider's file as an account has registered it. */
export interface Spider {
  /** UUID. */
  readonly id: string;
  readonly accountId: string;
  /** Unique within the account. */
  readonly name: string;
  /** Where its file is, below SPIDERS_DIR. */
  readonly repoPath: string;
  readonly description: string;
  readonly settings: SpiderSettings;
  readonly repoId: string | null;
  readonly createdAt: Date;
}

export type SpiderPatch = Partial<Pick<Spider, 'name' | 'repoPath' | 'description' | 'settings' | 'repoId'>>;

/** A job's spider as it was when the job was accepted: later changes of it are for later jobs. */
export interface SpiderSpec {
  readonly id: string;
  readonly name: string;
  readonly repoPath: string;
  readonly settings: SpiderSettings;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Whether the caller has said how many pages are enough; otherwise a job that gets that far has not ended well. */
  readonly limited: boolean;
  readonly scheduleId: string | null;
}

/** Python is Scrapy's; everything else is ours to run, or to refuse. */
export function spiderKind(repoPath: string): Extract<JobKind, 'spider' | 'scrapy'> {
  return /(?:\.py|(?:^|\/)scrapy\.cfg)$/.test(repoPath) ? 'scrapy' : 'spider';
}

/** Why `path` cannot be a path below SPIDERS_DIR, as the end of a sentence about it; null when it can. */
export function repoPathProblem(path: string): string | null {
  if (path.length > 1_000) return 'must not be longer than 1000 characters';
  if (/[\0-\x1f\\]/.test(path)) return 'must not contain control characters or backslashes';
  if (path.startsWith('/')) return 'must be relative';
  const segments = path.split('/');
  if (segments.some((segment) => segment === '..' || segment === '.'))
    return 'must not contain . or .. segments';
  return segments.includes('') ? 'must not contain empty segments' : null;
}
