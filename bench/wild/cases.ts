/** All cases, in the order of the table. A new one goes into the file of its group, and is tested and shown from then on. */

import type { WildCase } from './case.js';
import { codings } from './cases/codings.js';
import { connections } from './cases/connections.js';
import { detours } from './cases/detours.js';
import { documents } from './cases/documents.js';
import { encodings } from './cases/encodings.js';
import { headerOddities } from './cases/header-oddities.js';
import { refusals } from './cases/refusals.js';
import { scripts } from './cases/scripts.js';

export const CASES: readonly WildCase[] = [
  ...detours,
  ...connections,
  ...codings,
  ...refusals,
  ...encodings,
  ...documents,
  ...scripts,
  ...headerOddities,
];
