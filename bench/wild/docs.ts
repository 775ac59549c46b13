/** Puts the table into a page of the documentation. */

import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const BEGIN = '<!-- The rest of this page is made by `npm run wild -- --markdown`. -->';

/** Replaces what stands behind the mark in the file. Throws when it has none. */
export async function writeTable(file: string, markdown: string): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const at = text.indexOf(BEGIN);
  if (at === -1) throw new Error(`${file} has no line ${BEGIN}`);
  const whole = `${text.slice(0, at)}${BEGIN}\n\n${markdown}`;
  writeFileSync(file, await format(whole, { ...(await resolveConfig(file)), parser: 'markdown' }));
}
