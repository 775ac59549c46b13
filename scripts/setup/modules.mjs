import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { modulesDir, root, writeWhole } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { lastLine, run } from './run.mjs';

const lockFile = join(root, 'package-lock.json');
const installedFile = join(modulesDir, '.package-lock.json');
const stampFile = join(modulesDir, '.holdfast-stamp');
const installMs = 20 * 60_000;

export function modulesAreCurrent() {
  const wanted = wantedHash();
  if (readOr(stampFile, '') === wanted) return true;
  // Installed by hand: npm's own list of what is there, written last, tells whether it is what we want.
  if (!isWhatWeWant()) return false;
  writeWhole(stampFile, wanted);
  return true;
}

export async function ensureModules(env) {
  if (modulesAreCurrent()) return;
  const locked = existsSync(lockFile);
  announce(`installing node modules (npm ${locked ? 'ci' : 'install'}, up to a few minutes).`);
  rmSync(stampFile, { force: true });

  // The build needs the compiler and the service its Node, whatever NODE_ENV or the caller's npm settings say. What needs
  // a newer Node than this one is run on the one that is being installed.
  const includes = ['--include=dev', '--include=optional', '--engine-strict=false'];
  const args = [locked ? 'ci' : 'install', ...includes, '--no-audit', '--no-fund'];
  const npm = npmCommand(env);
  const result = await run(npm.command, [...npm.args, ...args], {
    cwd: root,
    env: npm.env,
    within: installMs,
  });
  if (!result.ok) {
    process.stdout.write(result.output);
    throw new SetupError(
      `Installing node modules failed (${npmError(result.output)}): check the network and the npm settings, then run it again.`,
    );
  }
  writeWhole(stampFile, wantedHash());
}

function npmCommand(env) {
  // Inside an npm script npm tells where it lives; the `npm` on PATH may be another version, or missing.
  const path = env.npm_execpath;
  const isNpm = path !== undefined && path.endsWith('npm-cli.js') && existsSync(path);
  // What npm passed down describes the script it runs, not the install we want.
  const clean = Object.entries(env).filter(
    ([name]) =>
      !/^npm_(lifecycle|package|command|config_(dry_run|global|omit|production|package_lock_only)$)/.test(
        name,
      ),
  );
  return {
    // Not the Node of this process: it may lie in the folder that npm replaces.
    command: isNpm ? (env.npm_node_execpath ?? process.execPath) : 'npm',
    args: isNpm ? [path] : [],
    env: Object.fromEntries(clean),
  };
}

function wantedHash() {
  const file = existsSync(lockFile) ? lockFile : join(root, 'package.json');
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function isWhatWeWant() {
  try {
    const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
    const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      // Optional ones may be for another platform.
      if (installed[path] === undefined) return entry.optional === true;
      return installed[path].version === entry.version && installed[path].integrity === entry.integrity;
    });
  } catch {
    return false;
  }
}

function npmError(output) {
  const errors = output.split('\n').filter((line) => /^npm (error|ERR!) (?!code|A complete log)/.test(line));
  return (errors[0] ?? lastLine(output)).replace(/^npm (error|ERR!) /, '').trim();
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
