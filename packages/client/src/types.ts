/** Short names of what the calls take and answer. */

import type { components } from './api.js';

type Schemas = components['schemas'];

export type Field = Schemas['RunoSchema'][number];
export type Page = Schemas['RunoPage'];
export type Job = Schemas['RunoJob'];
export type ExtractRequest = Schemas['RunoExtractRequest'];
export type BatchRequest = Schemas['RunoBatchRequest'];
export type CrawlRequest = Schemas['RunoCrawlRequest'];
export type SelectorJob = Schemas['ScrpyJob'];
export type SelectorResult = Schemas['ScrpyResult'];
export type Spider = Schemas['ScrapeThisSpider'];
export type SpiderJob = Schemas['ScrapeThisJob'];
export type Schedule = Schemas['ScrapeThisScheduleOfSpider'];
export type Account = Schemas['Account'];
export type LedgerEntry = Schemas['Ledger']['entries'][number];
