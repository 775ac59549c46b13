import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { isExecutable, modulesDir, noteTool, onPath, readTools } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { lastLine, run } from './run.mjs';

// The shell without windows comes first: it renders several times as many pages with the same processor and memory.
const shells = ['chromium-headless-shell', 'chrome-headless-shell'];
const names = [...shells, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const connectMs = 15_000;
const stallMs = 120_000;
const installMs = 20 * 60_000;
const advice = 'install Chromium or Google Chrome, or set CHROMIUM_PATH to one';

export async function ensureChromium(env) {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return;
    throw new SetupError(
      `CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is not an executable file: correct it, or unset it to have one found.`,
    );
  }
  if (isExecutable(readTools().chromium)) return;
  await withLock(async () => {
    if (isExecutable(readTools().chromium)) return;
    noteTool('chromium', (await find(env)) ?? (await obtain(env)));
  });
}

async function find(env) {
  for (const path of [...playwrightsOwn(), ...names.map((name) => onPath(name, env))]) {
    if (path !== null && isExecutable(path) && (await starts(path, env))) return path;
  }
  return null;
}

async function obtain(env) {
  const installs = [installWithPlaywright, installPackage];
  let reason = 'no way to install one is known here';
  for (const install of installs) {
    const problem = await install(env);
    if (problem === undefined) continue;
    const found = problem === null ? await find(env) : null;
    if (found !== null) return found;
    reason = problem ?? 'what was installed does not start';
  }
  throw new SetupError(`There is no Chromium that starts (${reason}): ${advice}.`);
}

// An installer answers null when it went well, a reason when not, undefined when it does not apply here.

async function installWithPlaywright(env) {
  announce('downloading Chromium with Playwright (once; 120 MB, given up after 15 s without progress).');
  const cli = join(modulesDir, 'playwright', 'cli.js');
  const result = await run(process.execPath, [cli, 'install', '--only-shell', 'chromium'], {
    env,
    within: installMs,
    // It retries for minutes when its host cannot be reached; percentages start with the first bytes.
    stalled: (output, silentMs, elapsedMs) =>
      output.includes('%') ? silentMs > stallMs : elapsedMs > connectMs,
  });
  return result.ok ? null : 'the download did not work';
}

async function installPackage(env) {
  const manager = packageManager(env);
  if (manager === undefined) return undefined;
  if (process.getuid?.() !== 0) return 'the download did not work, and installing a package needs root';
  announce(`installing Chromium with ${manager.tool} (once; up to a few minutes).`);
  const asRoot = ([command, ...args]) =>
    run(command, args, { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, within: installMs });
  if (manager.refresh !== undefined) await asRoot(manager.refresh);
  let last;
  for (const name of manager.packages) {
    last = await asRoot([...manager.install, name]);
    if (last.ok) return null;
  }
  return `${manager.tool} said: ${lastLine(last.output)}`;
}

/** Packages in the order of preference; not every release has the first. */
function packageManager(env) {
  const managers = [
    {
      tool: 'apt-get',
      refresh: ['apt-get', 'update'],
      install: ['apt-get', 'install', '-y', '--no-install-recommends'],
      packages: ['chromium-headless-shell', 'chromium'],
    },
    {
      tool: 'dnf',
      install: ['dnf', 'install', '-y'],
      packages: ['chromium-headless', 'chromium'],
    },
    { tool: 'apk', install: ['apk', 'add', '--no-cache'], packages: ['chromium'] },
  ];
  return managers.find(({ tool }) => onPath(tool, env) !== null);
}

/**
 * What Playwright has downloaded, here or for another program: the shell lies beside the place of the whole browser.
 * Loading Playwright takes a quarter of a second: only done when no earlier set-up noted a browser.
 */
function playwrightsOwn() {
  try {
    const whole = createRequire(join(modulesDir, 'noop.js'))('playwright-core').chromium.executablePath();
    const [browsers, revision] = whole.split(/[/\\]chromium-(?=\d+[/\\])/);
    const shell = join(browsers, `chromium_headless_shell-${revision.split(/[/\\]/, 1)[0]}`);
    const files = existsSync(shell) ? readdirSync(shell, { recursive: true }) : [];
    const found = files.filter((file) => /(^|[/\\])(chrome-headless-shell|headless_shell)$/.test(file));
    return [...found.map((file) => join(shell, file)), whole];
  } catch {
    return [];
  }
}

/** A browser without its system libraries exists and does not start. */
async function starts(path, env) {
  const { ok, output } = await run(path, ['--version'], { env, within: 15_000 });
  return ok && /chrom/i.test(output);
}
