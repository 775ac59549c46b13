/** What every API is to the gateway: routes, and an envelope for refusals. It translates and decides nothing. */

import type Router from '@koa/router';
import type { App } from '../../app/index.js';
import type { AllowList } from '../../core/net/allow-list.js';
import type { Store } from '../../ports/store/index.js';
import type { RenderRefusal } from '../errors.js';

export interface Dialect {
  readonly router: Router;
  readonly renderRefusal: RenderRefusal;
}

export interface DialectDeps {
  readonly app: App;
  readonly store: Store;
  readonly maxBatchUrls: number;
  readonly maxCrawlPages: number;
  readonly maxBodyBytes: number;
  /** What may be reached although it is private; a webhook's URL is held against it. */
  readonly allowList: AllowList;
}
