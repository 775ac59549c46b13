/** Temporal's server for production, as a process: its databases, its namespace and itself. */

import { delimiter, dirname, join } from 'node:path';
import { accepts } from '../src/adapters/accepts.js';
import { findTemporalCli } from '../src/adapters/temporal/find-cli.js';
import { notedTool } from '../src/adapters/tools.js';
import type { ComposeServices } from './compose-file.js';
import { startPart, untilReady, type Part, type PartOptions } from './part.js';
import { run } from './run.js';
import { HOST, namespaceSettings, schemaSettings, temporalSettings, type Place } from './settings.js';

const SCRIPT_MS = 240_000;
const READY_MS = 120_000;
/** As docker-compose.yml has it. */
const STOP_MS = 30_000;

export interface TemporalOptions {
  readonly compose: ComposeServices;
  readonly place: Place;
  readonly path: string;
  readonly logFile: string;
  readonly onExit: (sentence: string) => void;
  /** Told of the process as soon as there is one. */
  readonly own: (part: Part) => void;
  readonly signal: AbortSignal;
}

/** The server that set-up has built, in the folder of its tool for databases; null where there is none. */
export function findTemporalServer(): string | null {
  return notedTool('temporalServer');
}

/** Resolves when the namespace and its search attributes are there. Rejects with a sentence where a program is missing. */
export async function startTemporalServer(options: TemporalOptions): Promise<void> {
  const { compose, place, path, logFile, onExit, own, signal } = options;
  const server = findTemporalServer();
  const cli = findTemporalCli({ ...process.env, PATH: path });
  if (server === null || cli === null)
    throw new Error('There is no Temporal server for a cluster: `node scripts/setup.mjs cluster` builds it.');
  const withTools = [dirname(server), dirname(cli), path].join(delimiter);
  const runScript = (name: string, env: Readonly<Record<string, string>>): Promise<string> =>
    run('/bin/sh', [join(place.root, 'deploy', 'temporal', name)], {
      env: { HOME: place.dataDir, PATH: withTools, ...env },
      cwd: place.dataDir,
      timeoutMs: SCRIPT_MS,
      signal,
    });

  await runScript('schema.sh', schemaSettings(compose, place));
  const part: PartOptions = {
    name: 'temporal',
    kind: 'temporal',
    command: server,
    args: ['start'],
    env: { PATH: path, ...temporalSettings(compose, place) },
    cwd: place.dataDir,
    logFile,
    stopMs: STOP_MS,
    ready: () => accepts(HOST, place.ports.temporal.frontend),
    onExit,
  };
  own(await startPart(part));
  await untilReady(part, READY_MS, signal);
  await runScript('init.sh', namespaceSettings(compose, place));
}
