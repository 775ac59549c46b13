/** What takes how much of the disk: asked for, and measured each minute. */

import { readFolderParts } from '../adapters/disk/folder-parts.js';
import { createReadDiskUse, watchDiskUse } from '../app/disk-use.js';
import { keptMs } from '../core/disk-parts.js';
import type { DiskDeps } from '../http/admin/disk.js';
import type { Base } from './base.js';

export function composeDisk({ config, store, metrics, room, log, own }: Base): DiskDeps {
  const { dataDir } = config;
  const readDiskUse = createReadDiskUse({ store, readFolderParts: () => readFolderParts(dataDir) });
  own(watchDiskUse(readDiskUse, metrics.onDiskUse, log));
  return {
    readDiskUse,
    roomState: room.state,
    keptMs: keptMs(config.retentionMs, config.temporal.retentionMs),
  };
}
