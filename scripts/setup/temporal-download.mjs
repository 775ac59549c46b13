import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { announce } from './report.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const connectMs = 10_000;
const stallMs = 60_000;
const totalMs = 15 * 60_000;

/**
 * The official binary by way of the Temporal SDK, which knows where it is published and which of its builds
 * fits this machine. Only its own start of a server triggers the download, hence the child process that
 * starts one and stops it again. Answers the path of the binary, or null when it could not be had.
 */
export async function downloadTemporal(folder, version, env) {
  if (!existsSync(join(root, 'node_modules', '@temporalio', 'testing'))) return null;
  announce('downloading the Temporal server (once; 100 MB, given up after 10 s without an answer).');
  const server = { executable: { type: 'cached-download', version: `v${version}`, downloadDir: folder } };
  const script = `
    const { TestWorkflowEnvironment } = require('@temporalio/testing');
    TestWorkflowEnvironment.createLocal({ server: ${JSON.stringify(server)} })
      .then((environment) => environment.teardown())
      .then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });`;

  let size = 0;
  let grewAt = Date.now();
  const result = await run(process.execPath, ['-e', script], {
    cwd: root,
    env,
    within: totalMs,
    stalled: (_output, _silentMs, elapsedMs) => {
      const now = bytesIn(folder);
      if (now !== size) [size, grewAt] = [now, Date.now()];
      return size === 0 ? elapsedMs > connectMs : Date.now() - grewAt > stallMs;
    },
  });
  const [name] = readdirSync(folder).filter((entry) => !entry.endsWith('.downloading'));
  return result.ok && name !== undefined ? join(folder, name) : null;
}

function bytesIn(folder) {
  return readdirSync(folder).reduce((sum, name) => {
    return sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}
