/**
 * Stops a process on a Node that is too old, with a sentence. To be imported before what does not even load there.
 */

import { createRequire } from 'node:module';

const { engines } = createRequire(import.meta.url)('../../package.json') as { engines: { node: string } };
const needed = Number(engines.node.replace('>=', ''));

if (Number.parseInt(process.versions.node) < needed) {
  process.stderr.write(
    `Holdfast runs on Node.js ${needed} and this is ${process.versions.node}: start it with npm, which brings that version.\n`,
  );
  process.exit(1);
}
