/** This process's connection to Temporal. Its own classes stay behind it. */

import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import type { Activities } from '../../../activities/index.js';
import type { Log } from '../../ports/log.js';
import type { Runner } from '../../ports/runner.js';
import type { ScheduleCheck, Scheduler } from '../../ports/scheduler.js';
import { createPayloadCodec } from './payload-codec.js';
import { createRunner } from './runner.js';
import { ensureReconcileSchedule } from './schedule.js';
import { createScheduler } from './scheduler.js';
import { ensureSearchAttributes } from './search-attributes.js';
import type { RunningWorker } from './worker.js';

export interface TemporalOptions {
  /** A server of our own at its address, or the environment in which Temporal's settings name one. */
  readonly server: { readonly address: string } | { readonly environment: NodeJS.ProcessEnv };
  readonly taskQueue: string;
  /** 32 bytes; null when payloads are not encrypted. */
  readonly payloadKey: Buffer | null;
  readonly log: Log;
}

export interface Temporal {
  readonly address: string;
  readonly runner: Runner;
  readonly scheduler: Scheduler & ScheduleCheck;
  /** Starts this process's worker; whoever does so stops it before it closes the connection. */
  startWorker(options: WorkOptions): Promise<RunningWorker>;
  /** Makes sure that the reconciler is scheduled; only the first worker of a deployment has to. */
  scheduleReconciler(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkOptions {
  readonly activities: Activities;
  /** Spiders' processes at once. */
  readonly spiderProcesses: number;
}

/** The message names the address that does not answer. */
export class TemporalUnreachable extends Error {
  override readonly name = 'TemporalUnreachable';
}

/** Throws `TemporalUnreachable` when the server does not answer within ten seconds. */
export async function openTemporal(options: TemporalOptions): Promise<Temporal> {
  const { server, taskQueue, payloadKey, log } = options;
  const isOurs = 'address' in server;
  const { connection: connectTo, namespace } = isOurs
    ? embedded(server.address)
    : external(server.environment);
  const connection = await connect(connectTo);
  const codecs = payloadKey === null ? [] : [createPayloadCodec(payloadKey)];
  const client = new Client({ connection, namespace, dataConverter: { payloadCodecs: codecs } });
  if (!isOurs) await ensureSearchAttributes(connection, namespace, log);
  return {
    address: connectTo.address ?? '',
    runner: createRunner(client, connection, taskQueue),
    scheduler: createScheduler(client, taskQueue),
    startWorker: async (work) => {
      // The native core is large: only a process that works loads it.
      const { startWorker } = await import('./worker.js');
      return startWorker({
        ...work,
        connection: nativeOptions(connectTo),
        namespace,
        taskQueue,
        codecs,
        log,
      });
    },
    scheduleReconciler: () => ensureReconcileSchedule(client, taskQueue),
    close: () => connection.close(),
  };
}

interface Target {
  readonly connection: ConnectionOptions;
  readonly namespace: string;
}

function embedded(address: string): Target {
  return { connection: { address }, namespace: 'default' };
}

/** Address, namespace, TLS and API key as Temporal's own environment configuration has them. */
function external(environment: NodeJS.ProcessEnv): Target {
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: given(environment) });
  return { connection: connectionOptions, namespace: namespace ?? 'default' };
}

function given(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * How long the client waits between two tries to reach a server that is away. gRPC's own bound is two minutes: after a long
 * outage a gateway would refuse calls for as long again. https://grpc.github.io/grpc/core/group__grpc__arg__keys.html
 */
const RECONNECT_ARGS = {
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 1_000,
} as const;

async function connect(options: ConnectionOptions): Promise<Connection> {
  try {
    return await Connection.connect({ ...options, connectTimeout: '10s', channelArgs: RECONNECT_ARGS });
  } catch (error) {
    throw new TemporalUnreachable(`Temporal does not answer at ${options.address}`, { cause: error });
  }
}

/** The worker's connection takes the same address and credentials, and fewer options. */
function nativeOptions({ address, tls, apiKey, metadata }: ConnectionOptions): NativeConnectionOptions {
  return {
    ...(address === undefined ? {} : { address }),
    ...(tls == null ? {} : { tls }),
    ...(typeof apiKey === 'string' ? { apiKey } : {}),
    ...(metadata === undefined ? {} : { metadata }),
  };
}
