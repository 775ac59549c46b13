/** What `npm run chaos -- …` takes. */

import { parseArgs } from 'node:util';
import { resolve } from 'node:path';

export interface Options {
  readonly seed: number;
  /** How many seeds, from `seed` on. */
  readonly seeds: number;
  /** Of load and faults, for each seed. */
  readonly minutes: number;
  readonly deployment: 'one-box' | 'postgres' | 'cluster';
  readonly gateways: number;
  readonly workers: number;
  /** A script to run once more; null to make one of the seed. */
  readonly replay: string | null;
  /** A script to make shorter. */
  readonly shrink: string | null;
  /** Keep logs and data of runs without violations too. */
  readonly keep: boolean;
  /** Where the table goes besides the terminal; null for nowhere. */
  readonly markdown: string | null;
}

export class BadOption extends Error {
  override readonly name = 'BadOption';
}

const USAGE =
  'Usage: npm run chaos -- [--seed S] [--seeds N] [--minutes M] [--postgres | --cluster [--gateways N] [--workers N]] ' +
  '[--replay FILE | --shrink FILE] [--keep] [--markdown FILE]';

/** Throws `BadOption` with a sentence for the caller. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  if (values.cluster === true && values.postgres === true)
    throw new BadOption(`A cluster has a PostgreSQL of its own: leave --postgres out. ${USAGE}`);
  if (values.replay !== undefined && values.shrink !== undefined)
    throw new BadOption(`Say either --replay or --shrink. ${USAGE}`);
  return {
    seed: number('--seed', values.seed ?? '1', 0, true),
    seeds: number('--seeds', values.seeds ?? '1', 1, true),
    minutes: number('--minutes', values.minutes ?? '3', 0.1, false),
    deployment: values.cluster === true ? 'cluster' : values.postgres === true ? 'postgres' : 'one-box',
    gateways: number('--gateways', values.gateways ?? '2', 1, true),
    workers: number('--workers', values.workers ?? '3', 1, true),
    replay: values.replay === undefined ? null : resolve(values.replay),
    shrink: values.shrink === undefined ? null : resolve(values.shrink),
    keep: values.keep ?? false,
    markdown: values.markdown === undefined ? null : resolve(values.markdown),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ seed: text, seeds: text, minutes: text, gateways: text, workers: text },
        ...{ postgres: flag, cluster: flag, keep: flag, replay: text, shrink: text, markdown: text },
      },
    }).values;
  } catch (error) {
    throw new BadOption(`${(error as Error).message.split('. ')[0]}. ${USAGE}`);
  }
}

function number(name: string, text: string, least: number, whole: boolean): number {
  const value = Number(text);
  if (!(value >= least) || (whole && !Number.isSafeInteger(value)))
    throw new BadOption(
      `${name} must be a ${whole ? 'whole ' : ''}number from ${least}, not ${JSON.stringify(text)}.`,
    );
  return value;
}
