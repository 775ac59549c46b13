/** Copies of what is embedded: of a running service, and of a folder that none uses. */

import { join } from 'node:path';
import { createBackups, type BackupsOptions } from '../adapters/backups.js';
import { copyChanges, copyFolder } from '../adapters/copy-folder.js';
import { copyTemporalFile } from '../adapters/temporal/copy-file.js';
import type { Config } from '../config.js';
import type { Backups } from '../ports/backup.js';
import type { Connections } from './connections.js';

export function composeBackups(
  { dataDir }: Pick<Config, 'dataDir'>,
  { copyDatabase, devServer }: Pick<Connections, 'copyDatabase' | 'devServer'>,
  now: () => Date,
): Backups {
  const copyTemporal = devServer === null ? null : copierOfTemporal(dataDir);
  return createBackups({ dataDir, copyDatabase, copyTemporal, now });
}

/** The caller holds the folder's lock, so that nobody opens what is copied. */
export function composeColdBackups(config: Config, now: () => Date): Backups {
  const { dataDir, databaseUrl } = config;
  const copyDatabase: BackupsOptions['copyDatabase'] = async (to) => {
    const folder = join(dataDir, 'database');
    return { bytes: await copyChanges(folder, to, await copyFolder(folder, to)), pausedMs: 0 };
  };
  return createBackups({
    dataDir,
    copyDatabase: databaseUrl === null ? copyDatabase : null,
    copyTemporal: config.temporal.address === null ? copierOfTemporal(dataDir) : null,
    now,
  });
}

function copierOfTemporal(dataDir: string): (to: string) => Promise<number> {
  return (to) => copyTemporalFile(join(dataDir, 'temporal.db'), to);
}
