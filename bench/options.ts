/** What `npm run bench -- …` takes. */

import { parseArgs } from 'node:util';
import { resolve } from 'node:path';

export interface Options {
  /** Names of the parts to run. */
  readonly parts: readonly string[];
  /** Null for the part's own choice. */
  readonly pages: number | null;
  readonly rounds: number;
  /** A folder with .html files; null for the part's own choice. */
  readonly site: string | null;
  /** Crawl a generated site of so many pages with Holdfast alone; null for the contest. */
  readonly generated: number | null;
  /** Crawl with Holdfast alone and tell where its time goes. */
  readonly profile: boolean;
  /** Render with Holdfast alone, so long that what grows would show. */
  readonly soak: boolean;
  /** How long the upkeep's part takes; null for its own choice. */
  readonly minutes: number | null;
  /** Where the numbers go; null for nowhere. */
  readonly json: string | null;
}

export class BadOption extends Error {
  override readonly name = 'BadOption';
}

const USAGE =
  'Usage: npm run bench -- [part …] [--pages N] [--rounds N] [--site FOLDER] [--json FILE]; crawl: [--generated N] [--profile]; browser: [--soak]; upkeep: [--minutes N]; parts:';

/** Throws `BadOption` with a sentence for the caller. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const usage = `${USAGE} ${known.join(', ')}.`;
  const { values, positionals } = parse(args, usage);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new BadOption(`There is no part ${unknown}. ${usage}`);
  return {
    parts: positionals.length === 0 ? known : known.filter((name) => positionals.includes(name)),
    pages: values.pages === undefined ? null : count('--pages', values.pages),
    rounds: count('--rounds', values.rounds ?? '3'),
    site: values.site === undefined ? null : resolve(values.site),
    generated: values.generated === undefined ? null : count('--generated', values.generated),
    profile: values.profile ?? false,
    soak: values.soak ?? false,
    minutes: values.minutes === undefined ? null : count('--minutes', values.minutes),
    json: values.json === undefined ? null : resolve(values.json),
  };
}

function parse(args: readonly string[], usage: string) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ pages: text, rounds: text, site: text, json: text },
        ...{ generated: text, profile: flag, soak: flag, minutes: text },
      },
    });
  } catch (error) {
    throw new BadOption(`${(error as Error).message.split('. ')[0]}. ${usage}`);
  }
}

function count(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new BadOption(`${name} must be a whole number from 1, not ${JSON.stringify(text)}.`);
  }
  return number;
}
