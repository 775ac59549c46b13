/** The types of `@holdfast/client`, made from what the gateway says of itself. */

import { join } from 'node:path';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from './bare-gateway.js';
import { ROOT } from './root.js';

/** Where they stand in the repository. */
export const CLIENT_TYPES_FILE = join(ROOT, 'packages/client/src/api.ts');

const HEAD = '// Made from /openapi.json by `npm run generate:client`. Edit the routes instead.\n\n';

export async function clientTypes(): Promise<string> {
  const document = (await openApiDocument()) as OpenAPI3;
  return (
    HEAD + astToString(await openapiTypescript(document, { alphabetize: true, defaultNonNullable: false }))
  );
}
