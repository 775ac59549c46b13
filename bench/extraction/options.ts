/** What `npm run bench:extraction -- …` takes. */

import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { RULES, type Rule } from '../../src/core/extract/engine/rule.js';
import { BadOption } from '../options.js';
import { STRIP_LEVELS, type StripLevel } from './strip.js';

export interface ExtractionOptions {
  /** The folder with cases.jsonl and the pages it names; null for the hostile pages. */
  readonly data: string | null;
  /** Where the answers go, one line per page; null for nowhere. */
  readonly out: string | null;
  /** Only pages of this kind; null for all. */
  readonly kind: string | null;
  /** What is taken out of the pages before; null for nothing. */
  readonly strip: StripLevel | null;
  /** The page of which all candidates are printed; null for none. */
  readonly explain: string | null;
  /** Rules that are left out, to see what they are worth. */
  readonly without: ReadonlySet<Rule>;
  /** Compare the arrays with what other libraries read. */
  readonly peers: boolean;
}

const USAGE =
  'Usage: npm run bench:extraction -- {--data DIR [--out FILE] [--kind K] [--strip markup|all] [--without RULE]... [--explain ID] [--peers] | --hostile}';

/** Throws `BadOption` with a sentence for the caller. */
export function readExtractionOptions(args: readonly string[]): ExtractionOptions {
  const { data, out, kind, strip, explain, without = [], peers = false, hostile = false } = parse(args);
  if (hostile === (data !== undefined))
    throw new BadOption(`One of --data and --hostile is needed, not both. ${USAGE}`);
  const level = STRIP_LEVELS.find((one) => one === strip) ?? null;
  if (strip !== undefined && level === null)
    throw new BadOption(`--strip takes ${STRIP_LEVELS.join(' or ')}. ${USAGE}`);
  return {
    data: data === undefined ? null : resolve(data),
    out: out === undefined ? null : resolve(out),
    kind: kind ?? null,
    strip: level,
    explain: explain ?? null,
    without: new Set(without.map(ruleNamed)),
    peers,
  };
}

function ruleNamed(name: string): Rule {
  const rule = RULES.find((one) => one === name);
  if (rule === undefined) throw new BadOption(`No rule is called ${name}. There are ${RULES.join(', ')}.`);
  return rule;
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const rules = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: text,
        out: text,
        kind: text,
        strip: text,
        explain: text,
        without: rules,
        peers: flag,
        hostile: flag,
      },
    }).values;
  } catch (error) {
    throw new BadOption(`${(error as Error).message.split('. ')[0]}. ${USAGE}`);
  }
}
