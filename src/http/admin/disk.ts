/** What takes how much of the disk. */

import { z } from 'zod';
import type { DiskUse } from '../../app/disk-use.js';
import type { RoomState } from '../../app/disk-room.js';
import { DISK_PARTS, GIVEN_BACK, type KeptMs } from '../../core/disk-parts.js';
import { answer, route, type Route } from '../route.js';

export interface DiskDeps {
  readonly readDiskUse: () => Promise<DiskUse>;
  /** Null where the file system does not tell. */
  readonly roomState: () => RoomState | null;
  readonly keptMs: KeptMs;
}

const part = z.enum(DISK_PARTS);
const bytes = z.int().min(0);

const diskAnswer = z
  .object({
    file_system: z
      .object({
        size_bytes: bytes,
        free_bytes: bytes,
        must_be_free_bytes: bytes.meta({ description: 'DISK_MIN_FREE; 0 when nothing is kept free.' }),
        low: z.boolean().meta({ description: 'New jobs are refused and running ones wait.' }),
      })
      .nullable()
      .meta({ description: 'Of the data folder; null where the file system does not tell.' }),
    total_bytes: bytes,
    parts: z.array(
      z.object({
        part,
        bytes,
        kept_secs: z
          .int()
          .nullable()
          .meta({ description: 'From the end of the job; null where time does not decide.' }),
        kept_for_ever: z.boolean(),
        given_back: z.string().meta({ description: 'When its space goes back to the disk.' }),
      }),
    ),
    tables: z.array(
      z.object({
        table: z.string(),
        part,
        bytes: bytes.meta({ description: 'With indexes, long values, and the space of dead rows.' }),
        rows: z.int().meta({ description: "PostgreSQL's estimate." }),
        dead_rows: z.int(),
      }),
    ),
  })
  .meta({ id: 'Disk' });

export function diskRoutes({ readDiskUse, roomState, keptMs }: DiskDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/disk',
      summary: 'What takes how much of the disk',
      description:
        'Database and data folder by part, how long each part is kept, and when its space is given back. With DATABASE_URL or TEMPORAL_ADDRESS the parts that those servers keep for themselves are 0.',
      answers: { 200: answer(diskAnswer, 'The disk') },
      handle: async () => {
        const { parts, tables } = await readDiskUse();
        const state = roomState();
        return {
          file_system: state && {
            size_bytes: state.totalBytes,
            free_bytes: state.freeBytes,
            must_be_free_bytes: state.minFreeBytes,
            low: state.low,
          },
          total_bytes: Object.values(parts).reduce((sum, each) => sum + each, 0),
          parts: DISK_PARTS.map((name) => ({
            part: name,
            bytes: parts[name],
            kept_secs: seconds(keptMs[name]),
            kept_for_ever: keptMs[name] === Infinity,
            given_back: GIVEN_BACK[name],
          })),
          tables: tables.map((table) => ({
            table: table.table,
            part: table.part,
            bytes: table.bytes,
            rows: Math.round(table.rows),
            dead_rows: Math.round(table.deadRows),
          })),
        };
      },
    }),
  ];
}

function seconds(ms: number | null): number | null {
  return ms === null || ms === Infinity ? null : Math.round(ms / 1_000);
}
