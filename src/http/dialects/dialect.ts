/**
 * What every API is to the gateway. It translates calls into use cases and results into its own words, and decides nothing
 * about jobs. A new API is a folder beside this file, a name in core/dialect.ts, and a line in index.ts.
 */

import type { App } from '../../app/index.js';
import type { ReadResults } from '../../app/read-results.js';
import type { KeyForm } from '../../core/account.js';
import type { Delivery } from '../../core/delivery.js';
import type { DialectName } from '../../core/dialect.js';
import type { Job } from '../../core/job.js';
import type { AllowList } from '../../core/net/allow-list.js';
import type { Admission } from '../admission.js';
import type { Credential, KeyHeaders } from '../credential.js';
import type { RenderRefusal } from '../errors.js';
import type { RouteGroup } from '../route.js';
import type { JobRefusals } from './own-jobs.js';

export interface Dialect<Name extends DialectName = DialectName> {
  readonly name: Name;
  /** As people call it. */
  readonly title: string;
  readonly credential: Credential;
  /** Whether a call may be one of this API's, from its method and path. Between several the key decides. */
  claims(head: Head): Claim;
  readonly routes: (deps: DialectDeps) => RouteGroup;
  /** The envelope of a call that is refused. */
  readonly renderRefusal: RenderRefusal;
  /** What is said about jobs that the caller may not read or cancel. */
  readonly jobRefusals: JobRefusals;
  /** The forms of keys that it brings. */
  readonly keyForms: readonly KeyForm[];
  /** The bodies of its webhook events; null when it sends none. */
  readonly createRenderEvent: ((readResults: ReadResults) => RenderEvent) | null;
}

/** What of a request decides which API it speaks. `host` is the Host header. */
export interface Head extends KeyHeaders {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/**
 * `likely`: it is taken for this API's unless its key says otherwise. `possible`: only when its key says so. Of all APIs
 * one at the most finds a call likely.
 */
export type Claim = 'likely' | 'possible' | 'none';

/** Resolves with the body of an event, the same each time; null when the results that it tells of are not kept any more. */
export type RenderEvent = (delivery: Delivery, job: Job) => Promise<string | null>;

export interface DialectDeps {
  readonly app: App;
  readonly maxBatchUrls: number;
  readonly maxCrawlPages: number;
  readonly maxBodyBytes: number;
  readonly admission: Admission;
  /** Told when a caller took too long to take an answer. */
  readonly onSlowReader: () => void;
  /** What may be reached although it is private; a webhook's URL is held against it. */
  readonly allowList: AllowList;
  /** What addresses in answers begin with, without a slash at the end; null: what the caller has asked. */
  readonly publicUrl: string | null;
}
