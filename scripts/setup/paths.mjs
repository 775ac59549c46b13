import { accessSync, constants, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const modulesDir = join(root, 'node_modules');

const toolsFile = join(modulesDir, '.holdfast-tools.json');

export function cacheDir(env) {
  if (env.HOLDFAST_CACHE_DIR) return resolve(env.HOLDFAST_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'holdfast');
}

/** Where earlier set-ups of this installation found things: `{ temporalCli?, temporalServer?, chromium?, scrapy?, llamaPython?, arrayPeersPython?, html5libTests? }`. */
export function readTools() {
  try {
    const tools = JSON.parse(readFileSync(toolsFile, 'utf8'));
    return typeof tools === 'object' && tools !== null ? tools : {};
  } catch {
    return {};
  }
}

export function noteTool(name, path) {
  const tools = readTools();
  if (tools[name] === path) return;
  mkdirSync(modulesDir, { recursive: true });
  writeWhole(toolsFile, `${JSON.stringify({ ...tools, [name]: path }, null, 2)}\n`);
}

/** Readers see the old file or the new one, never half of it. */
export function writeWhole(file, text) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export function onPath(name, env) {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder !== '' && isExecutable(join(folder, name))) return join(folder, name);
  }
  return null;
}
