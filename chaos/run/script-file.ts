/** Scripts in files: what a run did, so that it can be done again and made shorter. */

import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Script } from '../types.js';

const script = z.object({
  seed: z.number().int().min(0),
  operations: z.array(
    z.object({ id: z.string(), atMs: z.number().min(0), kind: z.string(), input: z.unknown() }),
  ),
  faults: z.array(z.object({ atMs: z.number().min(0), kind: z.string(), input: z.unknown() })),
});

/** Throws one sentence for the operator when the file is no script. */
export function readScript(file: string): Script {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = script.safeParse(json);
  if (!parsed.success) throw new Error(`${file} is no script of a run: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function writeScript(file: string, { seed, operations, faults }: Script): void {
  writeFileSync(file, `${JSON.stringify({ seed, operations, faults }, null, 1)}\n`);
}
