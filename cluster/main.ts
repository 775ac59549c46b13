/** `npm run cluster -- [--gateways N] [--workers N] [--data DIR] [--port PORT]`: a deployment on this machine. */

import { codeOf } from '../src/adapters/error-code.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { ROOT, startCluster, type Cluster } from './start.js';

const USAGE = 'Usage: npm run cluster -- [--gateways N] [--workers N] [--data DIR] [--port PORT]';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const say = (text: string): void => void process.stdout.write(`${text}\n`);

  say(`Starting PostgreSQL, Temporal, ${options.gateways} gateways and ${options.workers} workers.`);
  let cluster: Cluster;
  try {
    cluster = await startCluster({ ...options, settings: settings(), onExit: say, signal: stopping.signal });
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    throw error;
  }
  say(banner(cluster));
  if (!stopping.signal.aborted)
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
  say('Stopping.');
  await cluster.stop();
  return 0;
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { gateways: text, workers: text, data: text, port: text };
    const { values } = parseArgs({ args: [...args], options });
    return {
      gateways: count('--gateways', values.gateways ?? '2', 16),
      workers: count('--workers', values.workers ?? '3', 16),
      dataDir: values.data ?? join(ROOT, 'data', 'cluster'),
      ...(values.port === undefined ? {} : { frontPort: count('--port', values.port, 65_535) }),
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}. ${USAGE}`, { cause: error });
  }
}

function count(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`${name} must be a whole number from 1 to ${most}`);
  return value;
}

/** As compose reads them: the .env file beside docker-compose.yml, and over it the environment. */
function settings(): Record<string, string> {
  let file: NodeJS.Dict<string> = {};
  try {
    file = parseEnv(readFileSync(join(ROOT, '.env'), 'utf8'));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const all = Object.entries({ ...file, ...process.env });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function banner(cluster: Cluster): string {
  return [
    'Holdfast is ready (cluster).',
    `  API          ${cluster.frontUrl}`,
    ...cluster.gatewayUrls.map((url, at) => `  gateway-${at + 1}    ${url}`),
    ...cluster.workerUrls.map((url, at) => `  worker-${at + 1}     ${url}`),
    `  Admin token  ${cluster.adminToken}`,
    `  Database     ${cluster.databaseUrl}`,
    `  Temporal     ${cluster.temporalAddress}`,
    `  Logs         ${cluster.logDir}`,
    'Ctrl-C stops everything.',
  ].join('\n');
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `The cluster could not start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
