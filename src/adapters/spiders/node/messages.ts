/** What the service and a spider's process say to each other over descriptor 5: JSON, and bytes beside it (`frames.ts`). */

import type { ParseRequest, SpiderRequest } from '../../../ports/spider-processes.js';
import type { SpiderSettings } from '../../../core/spider.js';

/** The first message to the process, before anything else. */
export interface LoadMessage {
  readonly file: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly settings: SpiderSettings;
}

/** A page without its body, which is the bytes of the frame. */
export type PageHead = Omit<ParseRequest, 'body'>;

export type Question = { readonly type: 'start' } | { readonly type: 'parse'; readonly page: PageHead };

export type ToSpider = Question & { readonly id: number };

/** Most pages are asked for by their URL alone: text, where that is all. */
export type SentRequest = string | SpiderRequest;

export type Answer =
  | { readonly type: 'requests'; readonly requests: readonly SentRequest[]; readonly done: boolean }
  | {
      readonly type: 'parsed';
      readonly items: readonly unknown[];
      readonly requests: readonly SentRequest[];
    }
  /** What the spider's code threw. */
  | { readonly type: 'failed'; readonly message: string };

export type FromSpider =
  | { readonly type: 'ready' }
  | { readonly type: 'broken'; readonly message: string }
  | (Answer & { readonly id: number });

export function toSpiderRequest(sent: SentRequest): SpiderRequest {
  return typeof sent === 'string' ? { url: sent, request: null } : sent;
}
