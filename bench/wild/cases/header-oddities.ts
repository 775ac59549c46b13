/** Answers that break HTTP in ways that browsers read. */

import { BOTH, type WildCase } from '../case.js';
import { ODD_ANSWERS, oddServer } from '../inputs/odd-answers.js';
import { serveWith } from '../serve.js';

/** Answers that a strict parser refuses altogether. */
const NOT_HTTP: ReadonlySet<string> = new Set([
  'a line without a colon',
  'something odd behind the length',
  'a version in lower case',
]);

export const headerOddities: readonly WildCase[] = ODD_ANSWERS.map(({ name, cut }, at) => ({
  group: 'Answers that break HTTP',
  name,
  kind: cut ? 'cut' : 'page',
  schemes: BOTH,
  wants: cut ? { heading: 'Odd kettle' } : { heading: 'Odd kettle', price: 12.5 },
  ...(NOT_HTTP.has(name) ? { warning: /not valid HTTP, and was read as browsers read it/ } : {}),
  ...(cut ? { warning: /ended before the page was complete/ } : {}),
  open: (scheme) => serveWith(oddServer(scheme === 'https'), scheme, `/${at}`),
}));
