/** The pages of an extraction benchmark: DIR/cases.jsonl, one case per line, beside the gzipped pages it names. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { FIELD_TYPES, type Schema } from '../../src/core/schema.js';
import { BadOption } from '../options.js';

const caseSchema = z.object({
  id: z.string(),
  kind: z.string(),
  url: z.string(),
  html: z.string(),
  schema: z.array(
    z.object({
      field: z.string(),
      type: z.enum(FIELD_TYPES),
      example: z.unknown(),
      hint: z.string().optional(),
    }),
  ),
});

export interface Case {
  readonly id: string;
  readonly kind: string;
  readonly url: string;
  /** The page, relative to the folder. */
  readonly html: string;
  readonly schema: Schema;
}

/** Throws `BadOption` when the folder does not hold cases in this format. */
export function readCases(folder: string, kind: string | null): Case[] {
  const file = join(folder, 'cases.jsonl');
  const all = linesOf(file).map((line, at) => readCase(line, `${file}, line ${at + 1}`));
  const cases = kind === null ? all : all.filter((one) => one.kind === kind);
  if (cases.length > 0) return cases;
  const kinds = [...new Set(all.map((one) => one.kind))].join(', ');
  throw new BadOption(`${file} has no case${kind === null ? '' : ` of kind ${kind}, only of ${kinds}`}.`);
}

/** The bytes of a case's page. */
export function readPage(folder: string, { html }: Case): Uint8Array {
  const bytes = readFileSync(join(folder, html));
  return html.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch (error) {
    throw new BadOption(`The cases cannot be read: ${(error as Error).message}.`);
  }
}

function readCase(line: string, where: string): Case {
  try {
    return caseSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new BadOption(`${where} is no case: ${(error as Error).message}`);
  }
}
