import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyChanges, copyFolder } from '../../src/adapters/copy-folder.js';

describe('copying a folder that changes', () => {
  let parent: string;
  const at = (path: string): string => join(parent, path);
  const write = (path: string, text: string): void => writeFileSync(at(`from/${path}`), text);
  const copied = (path: string): string => readFileSync(at(`to/${path}`), 'utf8');

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'holdfast-copy-'));
    mkdirSync(at('from/sub/empty'), { recursive: true });
    write('same', 'same');
    write('sub/other', 'first');
    write('gone', 'gone');
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  it('takes over in the second pass what has changed, come or gone since the first', async () => {
    const seen = await copyFolder(at('from'), at('to'));
    // The same length, and the times of before.
    write('sub/other', 'later');
    utimesSync(at('from/sub/other'), new Date(0), new Date(0));
    mkdirSync(at('from/new'));
    write('new/one', 'new');
    rmSync(at('from/gone'));
    const bytes = await copyChanges(at('from'), at('to'), seen);
    assert.deepEqual(['same', 'sub/other', 'new/one'].map(copied), ['same', 'later', 'new']);
    assert.equal(existsSync(at('to/gone')), false);
    assert.ok(existsSync(at('to/sub/empty')));
    assert.equal(bytes, 'samelaternew'.length);
  });

  it('leaves files alone in the second pass that were calm and are the same', async () => {
    // As if the first pass had been made long after the last change.
    const seen = await copyFolder(at('from'), at('to'));
    const calm = new Map([...seen].map(([path, look]) => [path, { ...look, isCalm: true }]));
    writeFileSync(at('to/same'), 'kept');
    await copyChanges(at('from'), at('to'), calm);
    assert.equal(copied('same'), 'kept');
    await copyChanges(at('from'), at('to'), seen);
    assert.equal(copied('same'), 'same', 'a file that had just changed is copied again');
  });
});
