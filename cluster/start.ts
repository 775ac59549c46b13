/**
 * A deployment on one machine: the services of docker-compose.yml as processes, with the same settings and the same
 * scripts. Whatever ends is started again; nothing outlives the process that called this.
 */

import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notedTool, toolOnPath } from '../src/adapters/tools.js';
import { lockDataDir } from '../src/data-dir.js';
import { startBalancer } from './balancer.js';
import { readCompose, type ComposeServices, type Environment } from './compose-file.js';
import { startDatabase } from './database.js';
import { startPart, untilReady, type Part, type PartKind, type PartOptions } from './part.js';
import { readPlace } from './place.js';
import { databaseUrl, HOST, roleSettings, type Place } from './settings.js';
import { startTemporalServer } from './temporal.js';

/** Of the installation. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));
const READY_MS = 180_000;
/** As docker-compose.yml has it. */
const STOP_MS = 75_000;
/** Of the environment of whoever starts a cluster, its processes see this. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'XDG_CACHE_HOME', 'HOLDFAST_CACHE_DIR', 'CHROMIUM_PATH'];

type Closer = () => Promise<void> | void;
type SettingsOf = NonNullable<ClusterOptions['settingsOf']>;

export interface ClusterOptions {
  /** Its folder; what is in it from before is used again. As root, PostgreSQL's user must be able to reach it. */
  readonly dataDir: string;
  /** 2 when left out. */
  readonly gateways?: number;
  /** 3 when left out. */
  readonly workers?: number;
  /** Port of the front address; a free one when left out. */
  readonly frontPort?: number;
  /** Settings of Holdfast, as the .env file beside docker-compose.yml has them. ADMIN_TOKEN is made when left out. */
  readonly settings?: Environment;
  /** Further variables of one gateway or worker, whose number counts from 1; they come last. */
  readonly settingsOf?: (role: 'gateway' | 'worker', number: number) => Environment;
  /** Where spiders are; the installation's own folder when left out. */
  readonly spidersDir?: string;
  /** Told of every process that has ended by itself, in a sentence. */
  readonly onExit?: (sentence: string) => void;
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal;
}

export interface ClusterPart {
  /** Such as `worker-2`. */
  readonly name: string;
  readonly kind: PartKind;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** How often it was started again. */
  readonly restarts: number;
}

export interface Cluster {
  readonly gatewayUrls: readonly string[];
  /** Where /healthz, /readyz and /metrics of each worker are. */
  readonly workerUrls: readonly string[];
  /** Of all gateways together. */
  readonly frontUrl: string;
  readonly adminToken: string;
  /** As Holdfast's own role. */
  readonly databaseUrl: string;
  /** As PostgreSQL's superuser. */
  readonly superuserUrl: string;
  /** `host:port` */
  readonly temporalAddress: string;
  /** Where the output of each part is, as NAME.log. */
  readonly logDir: string;
  parts(): ClusterPart[];
  /** Stops everything in order: the front, gateways and workers, Temporal, PostgreSQL. */
  stop(): Promise<void>;
}

/** Resolves when every role is ready. Rejects with a sentence when one is not in time; nothing is left running then. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { settingsOf = () => ({}) } = options;
  const dataDir = resolve(options.dataDir);
  const logDir = join(dataDir, 'logs');
  const unlock = lockDataDir(dataDir);
  const closers: Closer[] = [unlock];
  const parts: Part[] = [];
  const group = (): ((part: Part) => void) => stopsTogether(parts, closers);
  const stop = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };

  try {
    // PostgreSQL's user reaches its own folder in it, and can list nothing.
    chmodSync(dataDir, 0o711);
    mkdirSync(logDir, { recursive: true, mode: 0o700 });
    const { adminToken, password, ...common } = await prepare(dataDir, options);
    const { compose, place } = common;
    const { ports } = place;
    const logOf = (name: string): string => join(logDir, `${name}.log`);

    await startDatabase({ ...common, password, logFile: logOf('postgres'), own: group() });
    await startTemporalServer({ ...common, logFile: logOf('temporal'), own: group() });
    const ownRole = group();
    const roles = [
      ...ports.gateways.map((_, index) => roleOptions('gateway', index, { compose, place, settingsOf })),
      ...ports.workers.map((_, index) => roleOptions('worker', index, { compose, place, settingsOf })),
    ].map((role) => ({ ...role, logFile: logOf(role.name), onExit: common.onExit }));
    for (const role of roles) ownRole(await startPart(role));
    await Promise.all(roles.map((role) => untilReady(role, READY_MS, common.signal)));
    const balancer = await startBalancer(HOST, ports.front, ports.gateways);
    closers.push(() => balancer.close());

    const urlOf = (port: number): string => `http://${HOST}:${port}`;
    return {
      gatewayUrls: ports.gateways.map(urlOf),
      workerUrls: ports.workers.map(urlOf),
      frontUrl: balancer.url,
      adminToken,
      databaseUrl: databaseUrl(compose, place),
      superuserUrl: `postgres://postgres:${password}@${HOST}:${ports.postgres}/postgres`,
      temporalAddress: `${HOST}:${ports.temporal.frontend}`,
      logDir,
      parts: () => parts.map(({ name, kind, pid, restarts }) => ({ name, kind, pid, restarts })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Common {
  readonly compose: ComposeServices;
  readonly place: Place;
  readonly path: string;
  readonly onExit: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** Reads docker-compose.yml, and what the folder keeps from before. */
async function prepare(
  dataDir: string,
  options: ClusterOptions,
): Promise<Common & { adminToken: string; password: string }> {
  const { settings = {}, onExit = () => undefined, signal = new AbortController().signal } = options;
  const { adminToken, postgresPassword, ports } = await readPlace(dataDir, {
    gateways: options.gateways ?? 2,
    workers: options.workers ?? 3,
    front: options.frontPort,
    adminToken: settings['ADMIN_TOKEN'],
  });
  const secrets = { ADMIN_TOKEN: adminToken, POSTGRES_PASSWORD: postgresPassword };
  const compose = readCompose(ROOT, { ...settings, ...secrets });
  const spidersDir = resolve(options.spidersDir ?? join(ROOT, 'spiders'));
  const scrapy = settings['SCRAPY_COMMAND'] ?? notedTool('scrapy') ?? toolOnPath(['scrapy'], process.env);
  const place: Place = { ports, dataDir, root: ROOT, spidersDir, scrapy };
  const path = process.env['PATH'] ?? '';
  return { adminToken, password: postgresPassword, compose, place, path, onExit, signal };
}

/** Of a group of parts: takes each, and leaves their stop to `closers`. */
function stopsTogether(parts: Part[], closers: Closer[]): (part: Part) => void {
  const members: Part[] = [];
  closers.push(async () => {
    await Promise.all(members.map((part) => part.stop()));
  });
  return (part) => {
    members.push(part);
    parts.push(part);
  };
}

/** How the gateway or the worker with this number, from 0, is run. */
function roleOptions(
  role: 'gateway' | 'worker',
  index: number,
  { compose, place, settingsOf }: Pick<Common, 'compose' | 'place'> & { settingsOf: SettingsOf },
): Omit<PartOptions, 'logFile' | 'onExit'> {
  const own = roleSettings(role, index, compose, place);
  const name = `${role}-${index + 1}`;
  // A folder of its own: a .env file of the installation is not for this.
  const cwd = join(place.dataDir, name);
  mkdirSync(cwd, { recursive: true, mode: 0o700 });
  const port = role === 'gateway' ? place.ports.gateways[index] : place.ports.workers[index];
  return {
    name,
    kind: role,
    command: process.execPath,
    args: ['--enable-source-maps', MAIN, role],
    env: { ...inherited(), ...own, ...settingsOf(role, index + 1) },
    cwd,
    stopMs: STOP_MS,
    ready: () => isReady(port as number),
  };
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://${HOST}:${port}/readyz`, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false; // not listening yet
  }
}
