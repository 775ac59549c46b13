/**
 * The arrays of a data set as other libraries read them, each given one value of every column as it stands on the page.
 * They are not part of Holdfast's dependencies and are obtained when they are asked for.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { notedTool } from '../../src/adapters/tools.js';
import { runChild } from '../child.js';
import { PEERS } from '../peers.js';
import type { Reading } from './compare-arrays.js';
import { arrayFields, type Listing } from './listings.js';

const SETUP = fileURLToPath(new URL('../../../scripts/setup.mjs', import.meta.url));
export const ARRAY_PEERS = ['autoscraper', 'pandas.read_html'] as const;

const lineSchema = z.object({
  id: z.string(),
  data: z.record(z.string(), z.unknown()),
  ms: z.number(),
});

/** What each peer answered. Throws with a sentence when they cannot be installed or fail. */
export async function readWithPeers(
  folder: string,
  listings: readonly Listing[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Reading>> {
  const python = await ensurePeers(signal);
  const work = mkdtempSync(join(tmpdir(), 'holdfast-peers-'));
  try {
    const cases = join(work, 'cases.jsonl');
    writeFileSync(cases, listings.map((one) => `${JSON.stringify(caseFor(one))}\n`).join(''));
    const readings = new Map<string, Reading>();
    for (const name of ARRAY_PEERS) {
      const out = join(work, name);
      const args = [join(PEERS, 'array_peers.py'), name, folder, cases, out];
      const problem = await runChild(python, args, {}, signal);
      if (problem !== null) throw new Error(`${name} failed: ${problem}`);
      readings.set(name, readingOf(readFileSync(out, 'utf8')));
    }
    return readings;
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function ensurePeers(signal: AbortSignal): Promise<string> {
  const problem = await runChild(process.execPath, [SETUP, 'peers'], {}, signal);
  const python = notedTool('arrayPeersPython');
  if (problem !== null || python === null)
    throw new Error(`the peers are not there: ${problem ?? 'set-up noted none'}`);
  return python;
}

function caseFor(listing: Listing): object {
  const { id, url, html, schema, expected } = listing;
  const columns = arrayFields(listing).flatMap((field) => {
    const [value] = expected[field] as unknown[];
    const type = schema.find((one) => one.field === field)?.type;
    return value === undefined ? [] : [[field, { type, value }] as const];
  });
  return { id, url, html, columns: Object.fromEntries(columns) };
}

function readingOf(text: string): Reading {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
  return { answers: new Map(lines.map(({ id, data }) => [id, data])), timesMs: lines.map(({ ms }) => ms) };
}
