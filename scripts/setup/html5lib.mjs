import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteTool, onPath, readTools } from './paths.mjs';
import { SetupError } from './report.mjs';
import { lastLine, run } from './run.mjs';

// The newest copy of html5lib's tests that a package carries, and the sum that Go's own database has of it.
const module = 'golang.org/x/net@v0.62.0';
const sum = 'h1:18ELalfM5+XNRwzM2nYqXsZQ9ByS1uhj2O/U7+5jqRY=';
const within = 60_000;

/** html5lib's tests of tree construction, out of a module that `go` fetches and checks. */
export async function ensureHtml5libTests(env) {
  if (existsSync(readTools().html5libTests ?? '')) return;
  const go = onPath('go', env);
  if (go === null)
    throw new SetupError("html5lib's tests are skipped: they are in a Go module, and there is no go.");
  const { ok, output } = await run(go, ['mod', 'download', '-json', module], { cwd: tmpdir(), env, within });
  // What go says beside it stands before.
  const found = ok ? JSON.parse(output.slice(output.indexOf('{'))) : {};
  if (found.Sum !== sum)
    throw new SetupError(`html5lib's tests are skipped: go did not get ${module}: ${lastLine(output)}`);
  noteTool('html5libTests', join(found.Dir, 'html/testdata/html5lib-tests/tree-construction'));
}
