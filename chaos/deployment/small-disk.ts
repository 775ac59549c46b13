/** A file system of its own in memory, which can be filled without harm to others. Goes when this process goes. */

import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { startGuarded } from '../../src/adapters/guarded-child.js';
import type { SmallDisk } from './running.js';

const DISK_BYTES = 1024 ** 3;

// Unmounted lazily: what still has a file open there is ended by others.
const KEEPER = `
mount -t tmpfs -o "size=$2,mode=0711" holdfast-chaos "$1" || exit 1
trap 'umount -l "$1"; exit 0' TERM
echo mounted
while :; do sleep 0.5; done
`;

/** Null where this process may not mount anything: that takes root, on Linux. */
export async function mountSmallDisk(folder: string): Promise<SmallDisk | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  mkdirSync(folder, { recursive: true });
  const args = ['-c', KEEPER, 'disk-keeper', folder, String(DISK_BYTES)];
  const keeper = await startGuarded('/bin/sh', args, { output: 'pipe' });
  keeper.stderr?.resume();
  const mounted = await Promise.race([
    once(keeper.stdout as NodeJS.ReadableStream, 'data').then(() => true),
    keeper.exited.then(() => false),
  ]);
  if (!mounted) return null;
  return {
    folder,
    bytes: DISK_BYTES,
    stop: async () => {
      keeper.terminate();
      await keeper.exited;
    },
  };
}
