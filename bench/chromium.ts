/** The browser of every contestant. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TOOLS = fileURLToPath(new URL('../../node_modules/.holdfast-tools.json', import.meta.url));

/** The one that set-up found or obtained, which is also the service's. Throws when there is none. */
export function findChromium(): string {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  const { chromium } = JSON.parse(readFileSync(TOOLS, 'utf8')) as { readonly chromium?: string };
  if (chromium === undefined)
    throw new Error('There is no Chromium: run `npm run bench`, which finds or obtains one.');
  return chromium;
}
