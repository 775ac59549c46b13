/** What the service and a spider's process say to each other, one JSON value a line over descriptor 5. */

import type { ParseRequest, SpiderRequest } from '../../ports/spider-host.js';
import type { SpiderSettings } from '../../core/spider.js';

/** The first line to the process, before anything else. */
export interface LoadMessage {
  readonly file: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly settings: SpiderSettings;
}

export type ToSpider =
  | { readonly id: number; readonly type: 'start' }
  | { readonly id: number; readonly type: 'parse'; readonly page: ParseRequest };

export type FromSpider =
  | { readonly type: 'ready' }
  | { readonly type: 'broken'; readonly message: string }
  | {
      readonly id: number;
      readonly type: 'requests';
      readonly requests: readonly SpiderRequest[];
      readonly done: boolean;
    }
  | {
      readonly id: number;
      readonly type: 'parsed';
      readonly items: readonly unknown[];
      readonly requests: readonly SpiderRequest[];
    }
  | { readonly id: number; readonly type: 'failed'; readonly message: string };
