import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { findGo, goInstall, withScratch } from './go.mjs';
import { withLock } from './lock.mjs';
import { cacheDir, isExecutable, noteTool, onPath, readTools } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { lastLine, run } from './run.mjs';
import { downloadTemporal } from './temporal-download.mjs';

const version = '1.5.1';
// Fair queues, which keep one job from starving the others, came with server 1.29.
const oldestServer = [1, 29];

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
  return withScratch(cacheDir(env), async (scratch) => {
    const made = (await downloadTemporal(scratch, version, env)) ?? (await build(scratch, env));
    chmodSync(made, 0o755);
    mkdirSync(join(cacheDir(env), `temporal-cli-${version}`), { recursive: true });
    renameSync(made, cachedFile(env));
    return cachedFile(env);
  });
}

async function build(scratch, env) {
  const go = findGo(env);
  if (go === null) {
    throw new SetupError(
      'There is no Temporal server and none could be downloaded: put the `temporal` command-line tool on PATH, set TEMPORAL_CLI_PATH to it, or install Go to have it built.',
    );
  }
  announce(`building the Temporal server ${version} with Go (once; 3 to 4 minutes on two cores).`);
  const result = await goInstall(go, [`github.com/temporalio/cli/cmd/temporal@v${version}`], scratch, env);
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
