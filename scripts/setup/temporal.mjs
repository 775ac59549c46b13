import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDir, isExecutable, noteTool, onPath, readTools } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { lastLine, onStop, run } from './run.mjs';
import { downloadTemporal } from './temporal-download.mjs';

const version = '1.5.1';
// Fair queues, which keep one job from starving the others, came with server 1.29.
const oldestServer = [1, 29];
const buildMs = 30 * 60_000;

export async function ensureTemporal(env) {
  if (env.TEMPORAL_ADDRESS) return;
  if (env.TEMPORAL_CLI_PATH) {
    if (isExecutable(env.TEMPORAL_CLI_PATH)) return;
    throw new SetupError(
      `TEMPORAL_CLI_PATH names ${env.TEMPORAL_CLI_PATH}, which is not an executable file: correct it, or unset it to have one found.`,
    );
  }
  if (isExecutable(readTools().temporalCli)) return;
  await withLock(async () => {
    if (isExecutable(readTools().temporalCli)) return;
    noteTool('temporalCli', (await find(env)) ?? (await obtain(env)));
  });
}

async function find(env) {
  for (const path of [onPath('temporal', env), cachedFile(env)]) {
    if (isExecutable(path) && (await isRecentEnough(path, env))) return path;
  }
  return null;
}

async function obtain(env) {
  const cache = cacheDir(env);
  mkdirSync(cache, { recursive: true });
  sweep(cache);
  // Made in the cache folder itself, so that the rename at the end stays on one file system.
  const scratch = mkdtempSync(join(cache, `making-${process.pid}-`));
  const remove = () => rmSync(scratch, { recursive: true, force: true });
  const forget = onStop(remove);
  try {
    const made = (await downloadTemporal(scratch, version, env)) ?? (await build(scratch, env));
    chmodSync(made, 0o755);
    mkdirSync(join(cache, `temporal-cli-${version}`), { recursive: true });
    renameSync(made, cachedFile(env));
    return cachedFile(env);
  } finally {
    forget();
    remove();
  }
}

async function build(scratch, env) {
  const go = onPath('go', env) ?? ['/usr/local/go/bin/go', '/usr/lib/go/bin/go'].find(isExecutable);
  if (go === undefined) {
    throw new SetupError(
      'There is no Temporal server and none could be downloaded: put the `temporal` command-line tool on PATH, set TEMPORAL_CLI_PATH to it, or install Go to have it built.',
    );
  }
  announce(`building the Temporal server ${version} with Go (once; 3 to 4 minutes on two cores).`);
  const result = await run(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${version}`], {
    cwd: scratch,
    env: { ...env, GOBIN: scratch, GOFLAGS: withoutModuleMode(env.GOFLAGS) },
    within: buildMs,
  });
  const made = join(scratch, 'temporal');
  if (result.ok && (await isRecentEnough(made, env))) return made;
  process.stdout.write(result.output);
  throw new SetupError(
    `Building the Temporal server failed (${lastLine(result.output)}): put the \`temporal\` command-line tool on PATH, or set TEMPORAL_CLI_PATH to it.`,
  );
}

/** Also finds out that it runs here at all: right processor, all libraries. */
async function isRecentEnough(path, env) {
  const { ok, output } = await run(path, ['--version'], { env, within: 10_000 });
  const server = /Server (\d+)\.(\d+)/.exec(output);
  if (!ok || server === null) return false;
  const [major, minor] = [Number(server[1]), Number(server[2])];
  return major > oldestServer[0] || (major === oldestServer[0] && minor >= oldestServer[1]);
}

function cachedFile(env) {
  return join(cacheDir(env), `temporal-cli-${version}`, 'temporal');
}

/** A vendor or read-only mode meant for the operator's own modules would refuse this one. */
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
