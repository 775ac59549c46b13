import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { modulesDir, root } from './paths.mjs';
import { SetupError } from './report.mjs';
import { onStop, run } from './run.mjs';

/** npm puts this folder before the PATH of its scripts, so they run on this Node where npm has installed one. */
const installed = join(modulesDir, '.bin', 'node');

/** Whether this process runs on the Node that the service needs. Throws a `SetupError` when there is no such Node. */
export async function runsOnServiceNode(env) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = majorOf(engines.node);
  if (existsSync(installed)) {
    if (realpathSync(installed) !== process.execPath) await check(installed, wanted, env);
    return majorOf(process.versions.node) >= wanted;
  }
  if (majorOf(process.versions.node) >= wanted) return true;
  throw new SetupError(
    `Holdfast runs on Node.js ${wanted} and this is ${process.versions.node}: on Linux (x64, arm64) delete node_modules, so that the next set-up installs it; elsewhere put Node.js ${wanted} or newer on PATH.`,
  );
}

/** Does the rest of the set-up on the Node that npm has installed, and ends with the exit code of that. */
export async function continueOnServiceNode() {
  const child = spawn(installed, process.argv.slice(1), { stdio: 'inherit' });
  const forget = onStop(() => child.kill());
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  forget();
  process.exitCode = code ?? 1;
}

async function check(node, wanted, env) {
  const { ok, output } = await run(node, ['--version'], { env, within: 10_000 });
  if (ok && majorOf(output) >= wanted) return;
  throw new SetupError(
    `The Node.js in node_modules does not run here (${output.trim()}): delete node_modules, and put Node.js ${wanted} or newer on PATH if that does not help.`,
  );
}

/** Of `24.1.0`, `v24.1.0` and `>=24`; NaN, which is less than any, of other text. */
function majorOf(text) {
  return Number.parseInt(/\d+/.exec(text)?.[0] ?? '', 10);
}
