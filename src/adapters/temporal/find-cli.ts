import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The `temporal` binary to run: the one the operator names, else the one that set-up checked and noted, else
 * the one on PATH. The noted one comes before PATH because set-up knows that it is recent enough.
 */
export function findTemporalCli(env: NodeJS.ProcessEnv): string | null {
  const named = env['TEMPORAL_CLI_PATH'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : null;

  const noted = notedCli();
  if (noted !== null && isExecutable(noted)) return noted;

  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder !== '' && isExecutable(join(folder, 'temporal'))) return join(folder, 'temporal');
  }
  return null;
}

function notedCli(): string | null {
  const file = toolsFile();
  if (file === null) return null;
  try {
    const tools: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof tools !== 'object' || tools === null || !('temporalCli' in tools)) return null;
    return typeof tools.temporalCli === 'string' ? tools.temporalCli : null;
  } catch {
    return null;
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

function isExecutable(path: string): boolean {
  if (!isFile(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
