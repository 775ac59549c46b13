/** The readers that are there, each with the sites for itself, one after the other. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAccount } from '../../demo/client.js';
import { startScratchService } from '../../demo/scratch-service.js';
import { PEERS, type Peers } from '../peers.js';
import type { Authority, WildCase } from './case.js';
import { YARDSTICK, type Column } from './outcome.js';
import { withChromiumReader } from './readers/chromium.js';
import { createHoldfastReader, MODES } from './readers/holdfast.js';
import { createPeerReader } from './readers/peer.js';
import type { Reader } from './readers/reader.js';
import { withSites } from './sites.js';
import { judge } from './verdict.js';

export interface Run {
  readonly cases: readonly WildCase[];
  readonly authority: Authority;
  /** A file with the authorities that all readers are told to trust. */
  readonly authorities: string;
  /** Starts a Chromium that trusts them. */
  readonly chromium: string;
  readonly scratch: string;
  readonly signal: AbortSignal;
  print(text: string): void;
}

/** The verdicts of one reader. */
async function readWith(run: Run, reader: Reader, isOurs: boolean): Promise<Column> {
  const startedAt = performance.now();
  const verdicts = await withSites(run.cases, run.authority, async (sites) => {
    const readings = await reader.read(sites, run.signal);
    return sites.map(({ wildCase: { kind, wants } }, at) => {
      // People see where a page ends; the browser has nobody else to warn.
      const asked = kind === 'cut' && reader.name === YARDSTICK ? 'page' : kind;
      return judge(asked, wants, readings[at]!);
    });
  });
  run.print(`  ${reader.name}: ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
  return { name: reader.name, version: reader.version, isOurs, verdicts };
}

/** Holdfast in all its modes, on one service. */
export async function ourColumns(run: Run): Promise<Column[]> {
  const { authorities, chromium, signal } = run;
  const service = await startScratchService(signal, {
    ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    NODE_EXTRA_CA_CERTS: authorities,
    CHROMIUM_PATH: chromium,
  });
  try {
    const { client } = await openAccount(service, { name: 'wild' }, signal);
    const columns: Column[] = [];
    for (const mode of MODES) columns.push(await readWith(run, createHoldfastReader(client, mode), true));
    return columns;
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(`Holdfast could not be asked; it printed: ${service.output()}`, { cause: error });
  } finally {
    await service.stop();
  }
}

/** The other projects that could be installed, with their defaults. */
export async function peerColumns(run: Run, { crawlee, python }: Peers): Promise<Column[]> {
  const { authorities, scratch } = run;
  const readers: Reader[] = [];
  const node = (name: string, script: string, folder: string): void => {
    const version = `${name} ${versionOf(folder)}`;
    const args = [join(PEERS, script)];
    readers.push(createPeerReader({ name, version, command: process.execPath, args, scratch, authorities }));
  };
  if (crawlee) {
    node('undici', 'wild-undici.mjs', 'undici');
    node('Crawlee', 'wild-crawlee.mjs', '@crawlee/cheerio');
  }
  if (python !== null) {
    const asked = ['-c', 'import scrapy; print(scrapy.__version__)'];
    const version = `Scrapy ${execFileSync(python, asked, { encoding: 'utf8' }).trim()}`;
    const args = [join(PEERS, 'wild_scrapy.py')];
    readers.push(createPeerReader({ name: 'Scrapy', version, command: python, args, scratch, authorities }));
  }
  return allEnded(readers.map((reader) => readWith(run, reader, false)));
}

/** As Promise.all, but rejects only when all have ended, so that nothing runs on. */
export async function allEnded<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

export function chromiumColumn(run: Run): Promise<Column> {
  return withChromiumReader(run.chromium, (reader) => readWith(run, reader, false));
}

function versionOf(folder: string): string {
  const file = join(PEERS, 'node_modules', folder, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
