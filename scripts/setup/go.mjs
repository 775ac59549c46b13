import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, onPath } from './paths.mjs';
import { onStop, run } from './run.mjs';

const buildMs = 30 * 60_000;

/** The `go` on PATH or where its installers put it; null where there is none. */
export function findGo(env) {
  return onPath('go', env) ?? ['/usr/local/go/bin/go', '/usr/lib/go/bin/go'].find(isExecutable) ?? null;
}

/** Builds the commands of a module, named as `module/path@version`, into the folder. */
export function goInstall(go, packages, folder, env) {
  return run(go, ['install', ...packages], {
    cwd: folder,
    env: { ...env, GOBIN: folder, GOFLAGS: withoutModuleMode(env.GOFLAGS) },
    within: buildMs,
  });
}

/** Calls `make` with a scratch folder inside `cache`, so that a rename out of it stays on one file system. */
export async function withScratch(cache, make) {
  mkdirSync(cache, { recursive: true });
  sweep(cache);
  const scratch = mkdtempSync(join(cache, `making-${process.pid}-`));
  const remove = () => rmSync(scratch, { recursive: true, force: true });
  const forget = onStop(remove);
  try {
    return await make(scratch);
  } finally {
    forget();
    remove();
  }
}

/** A vendor or read-only mode meant for the operator's own modules would refuse these. */
function withoutModuleMode(flags = '') {
  return flags
    .split(' ')
    .filter((flag) => !flag.startsWith('-mod'))
    .join(' ');
}

/** What killed set-ups left: 250 MB each. */
function sweep(cache) {
  for (const name of readdirSync(cache)) {
    const pid = /^making-(\d+)-/.exec(name)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if (error.code === 'ESRCH') rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}
