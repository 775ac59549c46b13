import { join } from 'node:path';
import { root } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { run } from './run.mjs';
import { buildIsCurrent } from './source-hash.mjs';

const buildMs = 10 * 60_000;

export async function ensureBuild(env) {
  if (buildIsCurrent()) return;
  announce('compiling (up to half a minute).');
  const script = join(root, 'scripts', 'build.mjs');
  const result = await run(process.execPath, [script], { cwd: root, env, within: buildMs, show: true });
  if (!result.ok)
    throw new SetupError('The build failed with the output above: correct the sources, then run it again.');
}
