import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDir, isExecutable, onPath, root } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { lastLine, run } from './run.mjs';

const installMs = 10 * 60_000;

/**
 * The path of a program in a virtual environment in the cache, which is made when it is not there.
 * `name`: of the tool, and of its file of requirements; `title`: in messages; `program`: in the environment's folder bin;
 * `pipOptions`: further options of `pip install`.
 */
export async function ensureVenv({ name, title, program, pipOptions = [] }, env) {
  const requirements = join(root, 'scripts', 'setup', `${name}-requirements.txt`);
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const venv = join(cacheDir(env), `${name}-${hash}`);
  const stamp = join(venv, '.holdfast-stamp');
  const command = join(venv, 'bin', program);
  const isThere = () => existsSync(stamp) && isExecutable(command);
  if (!isThere()) {
    await withLock(async () => {
      if (!isThere()) await install({ title, venv, stamp, requirements, pipOptions }, env);
    });
  }
  return command;
}

async function install({ title, venv, stamp, requirements, pipOptions }, env) {
  const python = onPath('python3', env);
  if (python === null) {
    throw new SetupError(
      `There is no python3 on PATH, so ${title} cannot be installed: what needs it is left out.`,
    );
  }
  announce(`installing ${title} into a virtual environment (once; about a minute).`);
  // A half-made one of an earlier run.
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(venv, { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...pipOptions];
  const steps = [
    [python, ['-m', 'venv', venv]],
    [join(venv, 'bin', 'python'), [...pip, '-r', requirements]],
  ];
  for (const [command, args] of steps) {
    const { ok, output } = await run(command, args, { cwd: venv, env, within: installMs });
    if (ok) continue;
    throw new SetupError(`${title} could not be installed (${lastLine(output)}): what needs it is left out.`);
  }
  writeFileSync(stamp, '');
}
