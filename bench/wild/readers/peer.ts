/**
 * Another project's reader, with its defaults, in a process of its own. The process gets a file with the URLs and writes
 * a line for each page as soon as it has it: `{ url, html }` for what its user is handed as a success, `{ url, error }`.
 */

import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../../child.js';
import type { Reading } from '../verdict.js';
import { valuesOfHtml } from '../values.js';
import type { Reader } from './reader.js';

/** Some try again and again; what they have not read by then, they do not read. */
const BOUND_MS = 30_000;

export interface PeerCommand {
  readonly name: string;
  readonly version: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly scratch: string;
  /** A file with the authorities that Node's readers trust besides. */
  readonly authorities: string;
}

interface Line {
  readonly url: string;
  readonly html?: string;
  readonly error?: string;
}

export function createPeerReader({
  name,
  version,
  command,
  args,
  scratch,
  authorities,
}: PeerCommand): Reader {
  return {
    name,
    version,
    read: async (sites, signal) => {
      const folder = mkdtempSync(join(scratch, 'peer-'));
      const [job, results] = [join(folder, 'job.json'), join(folder, 'results.jsonl')];
      writeFileSync(job, JSON.stringify({ urls: sites.map(({ url }) => url), results, storage: folder }));
      const bound = AbortSignal.timeout(BOUND_MS);
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: authorities };
      try {
        const both = AbortSignal.any([signal, bound]);
        const problem = await runChild(command, [...args, job], { cwd: folder, env }, both);
        if (problem !== null) throw new Error(`${name} did not end well: ${problem}`);
      } catch (error) {
        signal.throwIfAborted();
        if (!bound.aborted) throw error;
      }
      const lines = new Map(readLines(results).map((line) => [line.url, line]));
      if (lines.size === 0) throw new Error(`${name} has read nothing`);
      return sites.map(({ url }) => readingOf(lines.get(url), bound.aborted));
    },
  };
}

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  // A process that was ended may have left half a line.
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Line);
}

function readingOf(line: Line | undefined, wasEnded: boolean): Reading {
  if (line?.html !== undefined) return { kind: 'page', values: valuesOfHtml(line.html), warnings: [] };
  if (line !== undefined) return { kind: 'failed', reason: line.error ?? 'no reason' };
  const reason = wasEnded ? `nothing within ${BOUND_MS / 1000} s` : 'dropped without a word';
  return { kind: 'failed', reason };
}
