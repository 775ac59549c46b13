/** What `npm run bench:extraction -- …` takes. */

import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { BadOption } from '../options.js';

export interface ExtractionOptions {
  /** The folder with cases.jsonl and the pages it names. */
  readonly data: string;
  /** Where the answers go, one line per page; null for nowhere. */
  readonly out: string | null;
  /** Only pages of this kind; null for all. */
  readonly kind: string | null;
}

const USAGE = 'Usage: npm run bench:extraction -- --data DIR [--out FILE] [--kind K]';

/** Throws `BadOption` with a sentence for the caller. */
export function readExtractionOptions(args: readonly string[]): ExtractionOptions {
  const { data, out, kind } = parse(args);
  if (data === undefined) throw new BadOption(`--data is missing. ${USAGE}`);
  return {
    data: resolve(data),
    out: out === undefined ? null : resolve(out),
    kind: kind ?? null,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { data: text, out: text, kind: text } }).values;
  } catch (error) {
    throw new BadOption(`${(error as Error).message.split('. ')[0]}. ${USAGE}`);
  }
}
