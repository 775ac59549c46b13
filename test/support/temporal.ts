/** Temporal servers for tests: one of a test's own, and one that all processes of the run share. */

import { Client, Connection } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevServer, type DevServer } from '../../src/adapters/temporal/dev-server.js';
import { findTemporalCli } from '../../src/adapters/temporal/find-cli.js';
import { findFreePort } from '../../src/free-port.js';
import { searchAttributeFlags } from '../../workflows/search-attributes.js';
import { silentLog } from './log.js';
import { leaveToRun, onceInRun, runFolder } from './run.js';
import { waitFor } from './wait.js';

export interface TestTemporal {
  readonly client: Client;
  readonly address: string;
  close(): Promise<void>;
}

/** A server of a test's own, with its data in a scratch folder. */
export async function startTemporal(): Promise<TestTemporal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-temporal-'));
  const removeData = (): void => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  try {
    const server = await startDevServerIn(dataDir);
    const connection = await Connection.connect({ address: server.address });
    return {
      client: new Client({ connection }),
      address: server.address,
      close: async () => {
        await connection.close();
        await server.stop();
        removeData();
      },
    };
  } catch (error) {
    removeData();
    throw error;
  }
}

/** The service's own server, as a child of this process. */
export function startDevServerIn(dataDir: string): Promise<DevServer> {
  const options = { cliPath: cli(), dataDir, port: undefined, uiPort: 0, retentionMs: 3_600_000 };
  return startDevServer({ ...options, environment: process.env, log: silentLog });
}

/**
 * The address of a server for tests of workflows, in memory, which runs until the run ends. Whoever uses it takes task
 * queues and ids of its own. A run is told to continue as new after 60 events, so that a test sees it.
 */
export function sharedTemporal(): Promise<string> {
  return onceInRun('temporal', async () => {
    const port = await findFreePort('127.0.0.1');
    const settings = [
      ...searchAttributeFlags(),
      ...['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=60'],
      ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=1000'],
      ...['--log-level', 'warn', '--headless'],
    ];
    const output = openSync(join(runFolder(), 'temporal.out'), 'a');
    const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), ...settings];
    const child = spawn(cli(), args, { detached: true, stdio: ['ignore', output, output] });
    leaveToRun(child.pid as number);
    child.unref();
    const address = `127.0.0.1:${port}`;
    await waitFor('Temporal to know its search attributes', () => knowsAttributes(address), 60_000);
    return address;
  });
}

async function knowsAttributes(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '1s' });
    try {
      const query = "Owner = 'nobody' and JobKind = 'none' and JobOutcome = 'none'";
      await connection.workflowService.listWorkflowExecutions({ namespace: 'default', pageSize: 1, query });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

function cli(): string {
  const path = findTemporalCli(process.env) ?? '';
  assert.notEqual(path, '', 'no temporal binary: node scripts/setup.mjs test obtains one');
  return path;
}
