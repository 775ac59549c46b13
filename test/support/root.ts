/** The repository's folder; tests run compiled, two folders further down. */

import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
