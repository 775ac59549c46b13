import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDir, isExecutable, noteTool, onPath, root } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { lastLine, run } from './run.mjs';

const requirements = join(root, 'scripts', 'setup', 'scrapy-requirements.txt');
const installMs = 10 * 60_000;

/** Scrapy for the tests and benchmarks, in a virtual environment in the cache: what users run is their own. */
export async function ensureScrapy(env) {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const venv = join(cacheDir(env), `scrapy-${hash}`);
  const stamp = join(venv, '.holdfast-stamp');
  const command = join(venv, 'bin', 'scrapy');
  const isThere = () => existsSync(stamp) && isExecutable(command);
  if (!isThere()) {
    await withLock(async () => {
      if (!isThere()) await install(venv, stamp, env);
    });
  }
  noteTool('scrapy', command);
}

async function install(venv, stamp, env) {
  const python = onPath('python3', env);
  if (python === null) {
    throw new SetupError(
      'There is no python3 on PATH, so Scrapy cannot be installed: what needs it is left out.',
    );
  }
  announce('installing Scrapy into a virtual environment (once; about a minute).');
  // A half-made one of an earlier run.
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(venv, { recursive: true });
  const steps = [
    [python, ['-m', 'venv', venv]],
    [
      join(venv, 'bin', 'python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    ],
  ];
  for (const [command, args] of steps) {
    const { ok, output } = await run(command, args, { cwd: venv, env, within: installMs });
    if (ok) continue;
    throw new SetupError(`Scrapy could not be installed (${lastLine(output)}): what needs it is left out.`);
  }
  writeFileSync(stamp, '');
}
