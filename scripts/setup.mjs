// Run before start, test, demo, bench, cluster and the single roles: finds or obtains what they need.
// No dependencies: on a fresh machine nothing is installed yet. What this imports runs on Node 20, which is less than the
// service needs; after the node modules, of which that Node is one, the set-up goes on with it. The syntax of this file
// stays old enough for an old Node to reach the sentence that tells it so.
const modes = ['start', 'test', 'gateway', 'worker', 'bench', 'peers', 'cluster'];
const mode = process.argv[2];

main().catch((error) => {
  const expected = error !== null && typeof error === 'object' && error.setup === true;
  console.error(
    expected ? error.message : `Set-up failed: ${error instanceof Error ? error.message : error}`,
  );
  process.exit(1);
});

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `The set-up of Holdfast needs Node.js 20.19 or newer and this is ${process.version}: install a newer one.`,
    );
  }
  if (!modes.includes(mode)) fail(`Usage: node scripts/setup.mjs <${modes.join('|')}>`);
  const { setUp } = await import('./setup/steps.mjs');
  await setUp(mode);
}

function fail(message) {
  throw Object.assign(new Error(message), { setup: true });
}
