/** What a part of the benchmark gets and gives. */

import type { Options } from './options.js';
import type { SiteFolder } from './site.js';

export interface Bench {
  readonly options: Options;
  readonly site: SiteFolder;
  /** `127.0.0.1:port` of the server that has the site. */
  readonly host: string;
  /** For files; removed at the end. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  /** For what goes on; the results are printed at the end. */
  print(text: string): void;
}

export interface PartResult {
  /** What the numbers mean, and their tables. */
  readonly report: string;
  readonly numbers: object;
  /** What makes the numbers worthless; the command fails then. */
  readonly problems: readonly string[];
}

export interface Part {
  readonly name: string;
  run(bench: Bench): Promise<PartResult>;
}
