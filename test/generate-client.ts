/** Writes the types of `@holdfast/client`: `npm run generate:client`. */

import { writeFileSync } from 'node:fs';
import { CLIENT_TYPES_FILE, clientTypes } from './support/client-types.js';

writeFileSync(CLIENT_TYPES_FILE, await clientTypes());
process.stdout.write(`Wrote ${CLIENT_TYPES_FILE}.\n`);
