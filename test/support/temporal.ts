/** A Temporal server of a test's own, with its data in a scratch folder. */

import { Client, Connection } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevServer } from '../../src/adapters/temporal/dev-server.js';
import { findTemporalCli } from '../../src/adapters/temporal/find-cli.js';

export interface TestTemporal {
  readonly client: Client;
  readonly address: string;
  close(): Promise<void>;
}

export async function startTemporal(): Promise<TestTemporal> {
  const cliPath = findTemporalCli(process.env) ?? '';
  assert.notEqual(cliPath, '', 'no temporal binary: node scripts/setup.mjs test obtains one');
  const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-temporal-'));
  const removeData = (): void => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  try {
    const options = { cliPath, dataDir, port: undefined, uiPort: 0, retentionMs: 3_600_000, log: quiet };
    const server = await startDevServer(options);
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
