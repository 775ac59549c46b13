/** Finding a spider's file below SPIDERS_DIR, and nowhere else. */

import { realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { SpiderBroken } from '../../core/spider-errors.js';
import { repoPathProblem } from '../../core/spider.js';

export interface SpiderFile {
  readonly file: string;
  /** SPIDERS_DIR, without symbolic links. */
  readonly root: string;
}

/**
 * The file of `repoPath`, with every symbolic link followed, or a refusal: `SpiderBroken`. A path that begins with the
 * folder's own name, as `spiders/kettles.ts` for `./spiders`, means the same as without it where there is no such file.
 */
export async function findSpiderFile(folder: string, repoPath: string): Promise<SpiderFile> {
  const problem = repoPathProblem(repoPath);
  if (problem !== null) throw new SpiderBroken(`repo_path ${problem}.`);
  const root = await realpath(folder).catch(() => {
    throw new SpiderBroken('There is no folder of spiders here: the operator sets SPIDERS_DIR.');
  });
  const own = `${basename(folder)}/`;
  const candidates = [repoPath, ...(repoPath.startsWith(own) ? [repoPath.slice(own.length)] : [])];
  for (const candidate of candidates) {
    const file = await realpath(join(root, candidate)).catch(() => null);
    if (file === null) continue;
    if (!isBelow(root, file)) throw new SpiderBroken(`${repoPath} leads out of the spiders' folder.`);
    if ((await stat(file)).isFile()) return { file, root };
  }
  throw new SpiderBroken(`There is no file ${repoPath} in the spiders' folder.`);
}

function isBelow(root: string, file: string): boolean {
  const path = relative(root, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`);
}
