/** The measurements of the data folder's disk. */

import { Gauge, type Registry } from 'prom-client';
import type { RoomState } from './app/disk-room.js';
import type { BytesByPart } from './app/disk-use.js';

export interface DiskMetrics {
  /** The file system of the data folder. */
  onRoom(state: RoomState): void;
  /** Bytes of each part of what the service keeps. */
  onDiskUse(parts: BytesByPart): void;
}

export function createDiskMetrics(registers: [Registry]): DiskMetrics {
  const space = new Gauge({
    name: 'holdfast_disk_space_bytes',
    help: 'The file system of the data folder: what is free, what must be (DISK_MIN_FREE), and its size.',
    labelNames: ['what'],
    registers,
  });
  const low = new Gauge({
    name: 'holdfast_disk_low',
    help: '1 while less is free than DISK_MIN_FREE: new jobs are refused and running ones wait.',
    registers,
  });
  const used = new Gauge({
    name: 'holdfast_disk_bytes',
    help: 'What the service keeps, by part: tables of the database with their indexes and dead rows, and files.',
    labelNames: ['part'],
    registers,
  });
  return {
    onDiskUse: (parts) => {
      for (const [part, bytes] of Object.entries(parts)) used.set({ part }, bytes);
    },
    onRoom: ({ low: isLow, freeBytes, minFreeBytes, totalBytes }) => {
      space.set({ what: 'free' }, freeBytes);
      space.set({ what: 'must_be_free' }, minFreeBytes);
      space.set({ what: 'size' }, totalBytes);
      low.set(isLow ? 1 : 0);
    },
  };
}
