/** Programs that are not part of this package: where set-up has found them, or where they are on this machine. */

import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path that scripts/setup.mjs noted for a tool, when an executable is still there; null otherwise. */
export function notedTool(
  name: 'temporalCli' | 'temporalServer' | 'chromium' | 'scrapy' | 'llamaPython' | 'arrayPeersPython',
): string | null {
  const file = toolsFile();
  if (file === null) return null;
  try {
    const tools = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, unknown>> | null;
    const path = tools?.[name];
    return typeof path === 'string' && isExecutable(path) ? path : null;
  } catch {
    return null;
  }
}

/** The first of these commands in a folder of PATH, or null. */
export function toolOnPath(names: readonly string[], env: NodeJS.ProcessEnv): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return null;
}

export function isExecutable(path: string): boolean {
  if (!isFile(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Written by scripts/setup.mjs. The nearest node_modules upwards is this installation's own. */
function toolsFile(): string | null {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = join(folder, 'node_modules', '.holdfast-tools.json');
    if (isFile(file)) return file;
    if (dirname(folder) === folder) return null;
    folder = dirname(folder);
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
