import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { findGo, goInstall, withScratch } from './go.mjs';
import { withLock } from './lock.mjs';
import { cacheDir, isExecutable, noteTool, readTools, root } from './paths.mjs';
import { announce, SetupError } from './report.mjs';
import { lastLine, run } from './run.mjs';

/** What `go install` makes, and what it is called in Temporal's images. */
const programs = [
  { path: 'cmd/server', made: 'server', name: 'temporal-server' },
  { path: 'cmd/tools/sql', made: 'sql', name: 'temporal-sql-tool' },
];

/**
 * Temporal's server for production and the tool for its databases, of the version that docker-compose.yml runs. Go builds
 * them, because they are published as images only.
 */
export async function ensureTemporalServer(env) {
  const version = wantedVersion();
  const folder = join(cacheDir(env), `temporal-server-${version}`);
  const isThere = () => programs.every(({ name }) => isExecutable(join(folder, name)));
  await withLock(async () => {
    if (!isThere()) await withScratch(cacheDir(env), (scratch) => build(scratch, folder, version, env));
    if (readTools().temporalServer !== join(folder, 'temporal-server'))
      noteTool('temporalServer', join(folder, 'temporal-server'));
  });
}

async function build(scratch, folder, version, env) {
  const go = findGo(env);
  if (go === null)
    throw new SetupError('There is no Temporal server for a cluster, and no Go to build it with.');
  announce(`building the Temporal server ${version} with Go (once; 3 to 4 minutes on two cores).`);
  const packages = programs.map(({ path }) => `go.temporal.io/server/${path}@v${version}`);
  const result = await goInstall(go, packages, scratch, env);
  const server = join(scratch, programs[0].made);
  if (!result.ok || !(await run(server, ['--version'], { env, within: 10_000 })).ok) {
    process.stdout.write(result.output);
    throw new SetupError(`Building the Temporal server failed (${lastLine(result.output)}).`);
  }
  mkdirSync(folder, { recursive: true });
  for (const { made, name } of programs) renameSync(join(scratch, made), join(folder, name));
}

function wantedVersion() {
  const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const version = /image: temporalio\/server:(\d+\.\d+\.\d+)$/m.exec(compose)?.[1];
  if (version === undefined)
    throw new SetupError('docker-compose.yml names no version of the Temporal server.');
  return version;
}
