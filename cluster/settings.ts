/**
 * What each process of a cluster is given: the settings of its service in docker-compose.yml, but for what depends on one
 * machine instead of one container each: addresses, ports, folders, and where programs are.
 */

import { join } from 'node:path';
import type { ComposeServices, Environment } from './compose-file.js';

/** Where the parts of a cluster listen, all on 127.0.0.1. */
export interface Ports {
  readonly front: number;
  readonly postgres: number;
  readonly temporal: TemporalPorts;
  readonly gateways: readonly number[];
  readonly workers: readonly number[];
}

export interface TemporalPorts {
  readonly frontend: number;
  /** Of the settings that the server reads beside it, such as HISTORY_GRPC_PORT. */
  readonly others: Readonly<Record<string, number>>;
}

export const HOST = '127.0.0.1';

/** What a process of Temporal's listens on beside its frontend: a container has these to itself. */
export const TEMPORAL_PORTS = [
  'FRONTEND_HTTP_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
] as const;

export interface Place {
  readonly ports: Ports;
  /** The folder of the cluster. */
  readonly dataDir: string;
  /** The root of the installation. */
  readonly root: string;
  readonly spidersDir: string;
  /** Null where this machine has none. */
  readonly scrapy: string | null;
}

/** Without the port of a container, so that the name can be replaced. */
const DATABASE_HOST = '@postgres:5432/';

export function databaseUrl(compose: ComposeServices, { ports }: Place): string {
  const url = compose.gateway.environment['DATABASE_URL'] ?? '';
  if (!url.includes(DATABASE_HOST))
    throw new Error(`docker-compose.yml: no ${DATABASE_HOST} in DATABASE_URL`);
  return url.replace(DATABASE_HOST, `@${HOST}:${ports.postgres}/`);
}

/** Of the gateway or the worker with this number, from 0. */
export function roleSettings(
  role: 'gateway' | 'worker',
  index: number,
  compose: ComposeServices,
  place: Place,
): Environment {
  const { ports, dataDir, spidersDir, scrapy } = place;
  return {
    ...compose[role].environment,
    HOST,
    ...(role === 'gateway'
      ? { PORT: String(ports.gateways[index]) }
      : { WORKER_PORT: String(ports.workers[index]) }),
    DATABASE_URL: databaseUrl(compose, place),
    TEMPORAL_ADDRESS: `${HOST}:${ports.temporal.frontend}`,
    DATA_DIR: join(dataDir, `${role}-${index + 1}`),
    SPIDERS_DIR: spidersDir,
    SCRAPY_COMMAND: scrapy ?? '',
    // As the image has it.
    UV_THREADPOOL_SIZE: '16',
    NODE_ENV: 'production',
  };
}

/** Of Temporal's server; it reads them as the image of it does. */
export function temporalSettings(compose: ComposeServices, { ports, root }: Place): Environment {
  const { frontend, others } = ports.temporal;
  return {
    ...compose.temporal.environment,
    POSTGRES_SEEDS: HOST,
    DB_PORT: String(ports.postgres),
    BIND_ON_IP: HOST,
    DYNAMIC_CONFIG_FILE_PATH: join(root, 'deploy', 'temporal', 'dynamicconfig.yaml'),
    FRONTEND_GRPC_PORT: String(frontend),
    ...Object.fromEntries(Object.entries(others).map(([name, port]) => [name, String(port)])),
  };
}

/** Of the script that brings Temporal's databases to their schema. */
export function schemaSettings(compose: ComposeServices, { ports }: Place): Environment {
  return { ...compose['temporal-schema'].environment, SQL_HOST: HOST, SQL_PORT: String(ports.postgres) };
}

/** Of the script that makes the namespace. */
export function namespaceSettings(compose: ComposeServices, { ports }: Place): Environment {
  return {
    ...compose['temporal-init'].environment,
    TEMPORAL_ADDRESS: `${HOST}:${ports.temporal.frontend}`,
  };
}

/** Options of the database server: those of docker-compose.yml, and where it is found. */
export function postgresOptions(compose: ComposeServices, { ports }: Place): string[] {
  const [program, ...options] = compose.postgres.command ?? [];
  if (program !== 'postgres')
    throw new Error('docker-compose.yml: the command of postgres is not "postgres"');
  const own = [`port=${ports.postgres}`, `listen_addresses=${HOST}`, 'unix_socket_directories='];
  return [...options, ...own.flatMap((setting) => ['-c', setting])];
}
