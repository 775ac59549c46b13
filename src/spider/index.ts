/**
 * What a TypeScript or JavaScript spider is made of. It is imported by spiders as `holdfast/spider`; everything that they
 * ask for is fetched by the service, so this file knows nothing of it.
 */

import type { CheerioAPI } from 'cheerio';

/** Plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What a spider has found: a plain object. What JSON cannot say of it (functions, undefined) is left out. */
export type Item = object;

/** How a page is asked for. */
export interface FollowOptions<Data = Json> {
  /** Handed to `parse` with the page, through any restart. Plain JSON, at most 10,000 characters. */
  readonly data?: Data;
  /** Whether a browser runs the page's scripts; `auto`, the default, decides by the page. */
  readonly render?: 'auto' | 'always' | 'never';
}

const FOLLOW = Symbol.for('holdfast.follow');

/** A page that the spider asks for. Made by `follow`. */
export interface Follow {
  readonly [FOLLOW]: true;
  readonly url: string;
  readonly options: FollowOptions<unknown>;
}

/** Asks for the page at an absolute URL. Each URL is visited once in a job, whoever asks for it first. */
export function follow(url: string | URL, options: FollowOptions<unknown> = {}): Follow {
  return { [FOLLOW]: true, url: String(url), options };
}

export function isFollow(value: unknown): value is Follow {
  return typeof value === 'object' && value !== null && FOLLOW in value;
}

/** A page as `parse` gets it: one that was answered with a 2xx status, unless HTTPERROR_ALLOW_ALL is set. */
export interface Page<Data = Json | undefined> {
  /** Where it was found, after redirects: the base of its links. */
  readonly url: string;
  readonly requestedUrl: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** MIME essence in lower case, such as `text/html`. */
  readonly contentType: string;
  /** Its text, decoded; of a rendered page the document as its scripts have made it. */
  readonly body: string;
  /** Hops from a start request. */
  readonly depth: number;
  readonly data: Data;
  /** Cheerio over its HTML, parsed on first use, with the elements that a browser adds (`tbody`). */
  readonly $: CheerioAPI;
  /** Its body as JSON. Throws what JSON.parse throws. */
  json(): unknown;
  /** Collapsed text of the first element that matches, or null. */
  text(selector: string): string | null;
  /** Asks for a page by a reference on this one. */
  follow(reference: string | URL, options?: FollowOptions<unknown>): Follow;
  /** Asks for every http or https link that `selector` matches, `a[href]` unless given. */
  followAll(selector?: string, options?: FollowOptions<unknown>): Follow[];
}

/** The job that the spider runs for. */
export interface SpiderContext<Arguments = Readonly<Record<string, Json>>> {
  readonly arguments: Arguments;
  readonly settings: Readonly<Record<string, unknown>>;
}

type Many<T> = Iterable<T> | AsyncIterable<T>;
type MaybeLater<T> = T | Promise<T>;

export interface SpiderDefinition<Arguments, Data> {
  /** The pages to begin with. May be asked again after a restart: it should answer the same. */
  start(context: SpiderContext<Arguments>): MaybeLater<Many<string | URL | Follow>>;
  /**
   * What a page says: items, and further pages made with `page.follow`. Both are stored together with the page, all of it
   * or nothing; a page that is stored is never parsed again. What it throws fails this page alone.
   */
  parse(page: Page<Data>, context: SpiderContext<Arguments>): MaybeLater<Many<Item | Follow> | void>;
}

/** A spider; a spider's file exports it as its default. */
export function defineSpider<Arguments = Readonly<Record<string, Json>>, Data = Json | undefined>(
  spider: SpiderDefinition<Arguments, Data>,
): SpiderDefinition<Arguments, Data> {
  return spider;
}
