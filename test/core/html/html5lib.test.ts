import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTree } from '../../../src/core/html/tree/build-tree.js';
import { asPrinted, html5libFolder, printTree, readCases, type TreeCase } from '../../support/html5lib.js';
import { skipWithout } from '../../support/skip.js';

/** Cases that the tree does not meet, and why. */
const UNMET: ReadonlyMap<string, string> = new Map([
  ['scripted/adoption01.dat:1', 'the script of the page changes the tree'],
  ['scripted/ark.dat:1', 'the script of the page changes the tree'],
  ['scripted/webkit01.dat:1', 'the script of the page writes text'],
  ['scripted/webkit01.dat:2', 'the script of the page writes elements'],
  ['webkit02.dat:45', 'a copy of the selected option in <selectedcontent>'],
  ['webkit02.dat:46', 'a copy of the selected option in <selectedcontent>'],
  ['webkit02.dat:47', 'a copy of the selected option in <selectedcontent>'],
  ['webkit02.dat:48', 'a copy of the selected option in <selectedcontent>'],
]);

/** Fragments are not parsed here, and the tree is that of a browser whose scripts run. */
function casesIn(folder: string): TreeCase[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dat'))
    .sort()
    .flatMap((name) => readCases(name, readFileSync(join(folder, name), 'utf8')))
    .filter(({ context, scripts }) => context === null && scripts !== 'off');
}

describe("html5lib's tests of tree construction", () => {
  it('are met but for those that are named', function () {
    const folder = html5libFolder();
    skipWithout('html5lib', folder !== null, this);
    const cases = casesIn(folder ?? '');
    assert.equal(cases.length, 1_563);
    const unmet = cases.filter(
      ({ html, tree }) => printTree(buildTree(html, { keepsComments: true }).children) !== asPrinted(tree),
    );
    assert.deepEqual(unmet.map(({ id }) => id).sort(), [...UNMET.keys()].sort());
  });
});
