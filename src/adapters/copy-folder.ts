/**
 * Copies a folder whose files change, in two passes: everything while they change, and then, while its owner holds still,
 * what has changed since. So the owner holds still for a short time only, however large the folder is.
 */

import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './error-code.js';

/** A change within the same tick of the file system's clock as the look at the file does not show in its time. */
const TICK_NS = 2_000_000_000n;

interface Look {
  readonly size: bigint;
  /** Time of the last change, of content or of anything else, in nanoseconds. */
  readonly changedAt: bigint;
  /** False for a file that had changed so lately that its time says nothing. */
  readonly isCalm: boolean;
}

/** What the first pass has copied, by paths from the folder. */
export type Seen = ReadonlyMap<string, Look>;

/** The first pass. `to` must not exist. A file that goes away meanwhile is left out. */
export async function copyFolder(from: string, to: string): Promise<Seen> {
  const seen = new Map<string, Look>();
  for (const path of await listFiles(from, to)) {
    const look = await lookAt(join(from, path));
    if (look !== null && (await copyOne(join(from, path), join(to, path)))) seen.set(path, look);
  }
  return seen;
}

/** The second pass, while nothing in `from` changes: `to` holds the same afterwards. Returns how many bytes it holds. */
export async function copyChanges(from: string, to: string, seen: Seen): Promise<number> {
  const paths = await listFiles(from, to);
  const kept = new Set(paths);
  for (const path of seen.keys()) if (!kept.has(path)) await rm(join(to, path));
  let bytes = 0n;
  for (const path of paths) {
    const now = await lookAt(join(from, path));
    if (now === null) throw new Error(`${join(from, path)} went away while the folder was held still`);
    bytes += now.size;
    const then = seen.get(path);
    const isSame = then?.isCalm === true && then.size === now.size && then.changedAt === now.changedAt;
    if (!isSame) await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
  }
  return Number(bytes);
}

/** Every file below `from`, with all folders made in `to`, empty ones too: PostgreSQL misses them. */
async function listFiles(from: string, to: string): Promise<string[]> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(from, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        await mkdir(join(to, path), { recursive: true, mode: 0o700 });
        await walk(path);
      } else if (entry.isFile()) {
        files.push(path);
      }
    }
  };
  await walk('');
  return files;
}

async function lookAt(file: string): Promise<Look | null> {
  try {
    const { size, ctimeNs } = await lstat(file, { bigint: true });
    return { size, changedAt: ctimeNs, isCalm: BigInt(Date.now()) * 1_000_000n - ctimeNs > TICK_NS };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function copyOne(from: string, to: string): Promise<boolean> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
