import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from './support/root.js';

/** Tracked pages; folders of packages that others have made are none of ours. */
const PAGES = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
const LINK = /\]\(([^()\s]+)\)/g;

/** The headings of a page as its links name them. */
function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(join(ROOT, page), 'utf8').matchAll(/^#{1,6} +(.+)$/gm);
  const names = [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[`*_]/g, '')
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  return new Set(names);
}

describe('the links of the documentation', () => {
  for (const page of PAGES)
    it(`of ${page} lead somewhere`, () => {
      const dead: string[] = [];
      for (const [, link = ''] of readFileSync(join(ROOT, page), 'utf8').matchAll(LINK)) {
        if (/^[a-z]+:/.test(link)) continue;
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? page : normalize(join(dirname(page), path));
        if (!existsSync(join(ROOT, target))) dead.push(link);
        else if (anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor))
          dead.push(link);
      }
      assert.deepEqual(dead, []);
    });

  it('lead from the README to every page of docs', () => {
    const linked = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(LINK)].map(([, link]) => link);
    const pages = PAGES.filter((page) => page.startsWith('docs/'));
    assert.deepEqual(
      pages.filter((page) => !linked.includes(page)),
      [],
    );
  });
});
