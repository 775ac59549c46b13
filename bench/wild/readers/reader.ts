/** Whoever reads the cases. */

import type { Site } from '../sites.js';
import type { Reading } from '../verdict.js';

export interface Reader {
  /** The head of its column. */
  readonly name: string;
  readonly version: string;
  /** A reading for each site, in their order. Rejects when the reader itself breaks, or with the signal's reason. */
  read(sites: readonly Site[], signal: AbortSignal): Promise<readonly Reading[]>;
}
