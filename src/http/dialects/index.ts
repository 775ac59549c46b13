/** Every API of the gateway, by name. */

import type { DialectName } from '../../core/dialect.js';
import type { Dialect } from './dialect.js';
import { firecrawl } from './firecrawl/index.js';
import { runo } from './runo/index.js';
import { scrapeThis } from './scrapethis/index.js';
import { scrpy } from './scrpy/index.js';

export const DIALECTS: { readonly [Name in DialectName]: Dialect<Name> } = {
  runo,
  scrpy,
  scrapethis: scrapeThis,
  firecrawl,
};
