/**
 * The specs of jobs as they stand in the database. Rows of earlier versions have no `kind` in them: it follows from the
 * job's own kind and from whether there are selectors. Members of today have the names that earlier versions gave them,
 * so that a worker which is not updated yet can read what a newer gateway wrote.
 */

import type { FormatsSpec } from '../../core/formats/index.js';
import type { JobKind } from '../../core/job-kinds.js';
import { findsFields, type CrawlSpec, type JobSpec } from '../../core/job-spec.js';
import type { RequestExtras } from '../../core/request-extras.js';
import type { FieldSelector } from '../../core/select/selector.js';
import type { SpiderSpec } from '../../core/spider.js';
import type { Seal } from './seal.js';
import type { WaitFor } from '../../core/wait-for.js';

/** What all versions have written, and each member that some have not. */
export interface StoredSpec extends Pick<
  JobSpec,
  'schema' | 'renderJs' | 'timeoutMs' | 'locale' | 'processImages' | 'perChunk' | 'failFast'
> {
  readonly kind?: JobSpec['kind'];
  readonly name?: string | null;
  readonly failuresFree?: boolean;
  readonly errorStatusFails?: boolean;
  readonly tries?: number;
  readonly cache?: 'use' | 'refresh';
  readonly asyncMode?: boolean;
  readonly evidence?: boolean;
  readonly extras?: RequestExtras;
  /** In place of `extras` where there is a key to encrypt them with: they may let whoever reads them act as the caller. */
  readonly sealedExtras?: string;
  readonly session?: 'job';
  readonly waitFor?: WaitFor;
  readonly formats?: FormatsSpec;
  readonly maxAgeMs?: number;
  readonly selectors?: readonly FieldSelector[];
  readonly crawl?: CrawlSpec;
  readonly spider?: SpiderSpec;
}

/** The spec as it is stored, as JSON. */
export function writeSpec(spec: JobSpec, seal: Seal): string {
  if (!seal.hides || !findsFields(spec) || spec.extras === undefined) return JSON.stringify(spec);
  const { extras, ...rest } = spec;
  return JSON.stringify({ ...rest, sealedExtras: seal.close(JSON.stringify(extras)) });
}

/** With `extras` in the clear, for who asks for the job's pages. Throws without the key that they were sealed with. */
export function unsealed(stored: StoredSpec, seal: Seal): StoredSpec {
  const { sealedExtras, ...rest } = stored;
  if (sealedExtras === undefined) return stored;
  return { ...rest, extras: JSON.parse(seal.open(sealedExtras)) as RequestExtras };
}

/** Extras that are sealed are left out. @param kind the job's own. Throws when the spec lacks what such a job cannot do without. */
export function readSpec(kind: JobKind, stored: StoredSpec): JobSpec {
  const { schema, renderJs, timeoutMs, locale, processImages, perChunk, failFast } = stored;
  const pages = {
    ...{ schema, renderJs, timeoutMs, locale, processImages, perChunk, failFast },
    name: stored.name ?? null,
    failuresFree: stored.failuresFree ?? false,
    errorStatusFails: stored.errorStatusFails ?? false,
    tries: stored.tries ?? 1,
  };
  const found = {
    ...(stored.cache === undefined ? {} : { cache: stored.cache }),
    asyncMode: stored.asyncMode ?? false,
    evidence: stored.evidence ?? false,
    ...(stored.extras === undefined ? {} : { extras: stored.extras }),
    ...(stored.session === undefined ? {} : { session: stored.session }),
    ...(stored.waitFor === undefined ? {} : { waitFor: stored.waitFor }),
    ...(stored.formats === undefined ? {} : { formats: stored.formats }),
    ...(stored.maxAgeMs === undefined ? {} : { maxAgeMs: stored.maxAgeMs }),
  };
  const tag = stored.kind ?? (stored.selectors === undefined ? kind : 'select');
  switch (tag) {
    case 'extract':
    case 'batch':
      return { kind: tag, ...pages, ...found };
    case 'select':
      return { kind: tag, ...pages, selectors: present(stored.selectors, tag) };
    case 'crawl':
      return { kind: tag, ...pages, ...found, crawl: present(stored.crawl, tag) };
    case 'spider':
    case 'scrapy':
      return { kind: tag, ...pages, spider: present(stored.spider, tag) };
    default:
      return tag satisfies never;
  }
}

function present<T>(member: T | undefined, kind: JobSpec['kind']): T {
  if (member === undefined) throw new Error(`a stored job of kind ${kind} does not say what it does`);
  return member;
}
