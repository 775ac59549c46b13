/** Answers that break HTTP in ways that browsers read. */

import { BOTH, type WildCase } from '../case.js';
import { ODD_ANSWERS, oddServer } from '../inputs/odd-answers.js';
import { serveWith } from '../serve.js';

export const headerOddities: readonly WildCase[] = ODD_ANSWERS.map(({ name, cut }, at) => ({
  group: 'Answers that break HTTP',
  name,
  kind: cut ? 'cut' : 'page',
  schemes: BOTH,
  wants: cut ? { heading: 'Odd kettle' } : { heading: 'Odd kettle', price: 12.5 },
  ...(cut ? { warning: /ended before the page was complete/ } : {}),
  open: (scheme) => serveWith(oddServer(scheme === 'https'), scheme, `/${at}`),
}));
