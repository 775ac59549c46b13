/** What spiders find. */

export interface StoredItem {
  readonly itemNo: number;
  /** The item as JSON text, its keys in the order in which the spider wrote them. */
  readonly json: string;
}

/** What a spider's process reports of one response that it has dealt with. */
export interface SpiderPage {
  /** Names the response through all attempts of the job; what is stored under it already is left as it is. */
  readonly key: string;
  readonly url: string;
  /** Units: 1, or 0 for what was no response of a site. */
  readonly charge: number;
  readonly items: readonly unknown[];
}
