import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

export const sourceFolders = [
  'src',
  'packages/client/src',
  'workflows',
  'activities',
  'test',
  'bench',
  'chaos',
  'cluster',
  'demo',
];
/** Bundled, not compiled file by file. */
const bundledFolders = ['console'];
export const distDir = join(root, 'dist');
export const stampFile = join(distDir, '.build-stamp');

// bench/peers holds other projects with dependencies of their own; the compiler leaves it out as well.
const skipped = new Set(['bench/peers']);
const extraFiles = ['tsconfig.json', 'package-lock.json', 'scripts/build.mjs'];

/** Every file below the folders, as paths relative to the root, with forward slashes, sorted. */
export function sourceFiles(folders = sourceFolders) {
  const found = [];
  const walk = (folder) => {
    let entries;
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !skipped.has(path)) walk(path);
      } else if (entry.isFile()) found.push(path);
    }
  };
  for (const folder of folders) walk(folder);
  return found.sort();
}

/** Contents, not times: a checkout or a copy changes times, and a restored file may be older than the build. */
export function sourceHash(files = sourceFiles()) {
  const hash = createHash('sha256');
  for (const file of [...files, ...sourceFiles(bundledFolders), ...extraFiles]) {
    hash.update(`${file}\0`);
    try {
      hash.update(readFileSync(join(root, file)));
    } catch {
      hash.update('missing');
    }
    hash.update('\0');
  }
  return hash.digest('hex');
}

export function buildIsCurrent() {
  try {
    return readFileSync(stampFile, 'utf8') === sourceHash();
  } catch {
    return false;
  }
}
