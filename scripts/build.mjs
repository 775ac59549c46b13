// Compiles to dist, bundles the workflows and the console, copies what is not TypeScript.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root, writeWhole } from './setup/paths.mjs';
import { distDir, sourceFiles, sourceFolders, sourceHash, stampFile } from './setup/source-hash.mjs';

const files = sourceFiles();
// Taken before compiling: what changes meanwhile makes the build stale, not wrongly current.
const hash = sourceHash(files);
const isCode = (file) => /\.[mc]?tsx?$/.test(file);
const isDeclaration = (file) => /\.d\.[mc]?ts$/.test(file);

rmSync(stampFile, { force: true });
removeOrphans();
compile();
copyAssets();
await bundleWorkflows();
bundleConsole();
writeWhole(stampFile, hash);

function outputOf(file) {
  return join(distDir, file.replace(/\.([mc]?)tsx?$/, '.$1js'));
}

function compile() {
  runCompiler();
  const missing = files.filter((file) => isCode(file) && !isDeclaration(file) && !existsSync(outputOf(file)));
  if (missing.length === 0) return;
  // The compiler trusts its notes about what it wrote, so deleted output stays deleted until they go too.
  rmSync(join(distDir, '.tsbuildinfo'), { force: true });
  runCompiler();
}

function runCompiler() {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', root], { cwd: root, stdio: 'inherit' });
  if (status !== 0) stop('The compiler found errors.');
}

function copyAssets() {
  for (const file of files) {
    if (!isCode(file)) cpSync(join(root, file), join(distDir, file), { preserveTimestamps: true });
  }
}

async function bundleWorkflows() {
  const workflowsPath = join(distDir, 'workflows', 'index.js');
  if (!existsSync(workflowsPath)) stop('There is no workflows/index.ts, so there is nothing to bundle.');
  // Required late: a compiler error should not wait for webpack to load.
  const { bundleWorkflowCode, DefaultLogger } = createRequire(import.meta.url)('@temporalio/worker');
  try {
    const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
    writeWhole(join(distDir, 'workflows.bundle.js'), code);
  } catch (error) {
    stop(`The workflows could not be bundled: ${error instanceof Error ? error.message : error}`);
  }
}

/** In a process of its own: its bundler's threads and memory are gone with it. */
function bundleConsole() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(root, 'console', 'vite.config.mjs');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--config', config], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) stop('The console could not be bundled.');
}

/** Output whose source is gone would still be imported, and its tests still be run. */
function removeOrphans() {
  const wanted = new Set();
  for (const file of files) {
    if (!isCode(file)) wanted.add(join(distDir, file));
    else wanted.add(outputOf(file)).add(`${outputOf(file)}.map`);
  }
  const sweep = (folder) => {
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) sweep(path);
      else if (!wanted.has(path)) rmSync(path);
    }
    if (readdirSync(folder).length === 0 && dirname(folder) !== root) rmSync(folder, { recursive: true });
  };
  for (const folder of sourceFolders) sweep(join(distDir, folder));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
