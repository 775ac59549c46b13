/** The units are held against the settings and the command line; where systemd's tools are, they read them too. */

import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settings } from '../../src/config.js';
import { ROLES } from '../../src/roles.js';
import { ROOT } from '../support/root.js';
import { skipWithout } from '../support/skip.js';

const UNITS = join(ROOT, 'deploy', 'systemd');
const ROLE_OF: Readonly<Record<string, string>> = {
  'holdfast.service': 'all',
  'holdfast-gateway@.service': 'gateway',
  'holdfast-worker.service': 'worker',
};
/** A role stops by itself within this. */
const STOP_SECS = 60;
/** What would stop Chromium's sandbox, or V8. */
const HARMFUL = ['RestrictNamespaces', 'MemoryDenyWriteExecute', 'SystemCallFilter', 'PrivateUsers'];

const read = (unit: string): string => readFileSync(join(UNITS, unit), 'utf8');

/** Its assignments; a line that ends in a backslash goes on. */
function assignments(unit: string): Map<string, string> {
  const lines = read(unit)
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const pairs = lines.map((line) => /^([A-Za-z]+)=(.*)$/.exec(line)).filter((match) => match !== null);
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]));
}

describe('the units of systemd', () => {
  it('are one for each role', () => {
    assert.deepEqual(readdirSync(UNITS).sort(), Object.keys(ROLE_OF).sort());
    assert.deepEqual(Object.values(ROLE_OF).sort(), [...ROLES].sort());
  });

  for (const [unit, role] of Object.entries(ROLE_OF)) {
    describe(unit, () => {
      const given = assignments(unit);

      it('runs its role with settings that exist, and state in a folder that it may write to', () => {
        const [, env = '', command] =
          /^\/usr\/bin\/env ((?:[A-Z_]+=\S+ )+)\/opt\/holdfast\/(.*)$/.exec(given.get('ExecStart') ?? '') ??
          [];
        assert.equal(command, `node_modules/.bin/node --enable-source-maps dist/src/main.js ${role}`);
        const set = new Map(
          env
            .trim()
            .split(' ')
            .map((pair) => pair.split('=') as [string, string]),
        );
        for (const name of set.keys())
          assert.ok(name in settings.shape || ['NODE_ENV', 'UV_THREADPOOL_SIZE'].includes(name), name);
        assert.equal(set.get('DATA_DIR'), `/var/lib/${given.get('StateDirectory')}`);
        assert.equal(set.get('PORT'), role === 'gateway' ? '%i' : undefined);
        // As the scripts of package.json have it: a gateway has no work for more threads.
        assert.equal(set.has('UV_THREADPOOL_SIZE'), role !== 'gateway');
      });

      it('is started again for as long as it takes, and has time to stop', () => {
        assert.equal(given.get('Restart'), 'always');
        assert.equal(given.get('StartLimitIntervalSec'), '0');
        assert.equal(given.get('KillMode'), 'mixed');
        assert.ok(Number(given.get('TimeoutStopSec')) > STOP_SECS);
      });

      it("gives up what it does not need, and leaves Chromium's sandbox what it does", () => {
        assert.equal(given.get('User'), 'holdfast');
        assert.equal(given.get('NoNewPrivileges'), 'yes');
        assert.equal(given.get('ProtectSystem'), 'strict');
        assert.equal(given.get('CapabilityBoundingSet'), '');
        for (const name of HARMFUL) assert.equal(given.get(name), undefined, name);
      });
    });
  }

  it('are read by systemd without a word', function () {
    skipWithout('systemd', spawnSync('systemd-analyze', ['--version']).status === 0, this);
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-units-'));
    try {
      // The documents are looked for: here they are in the repository.
      const paths = Object.keys(ROLE_OF).map((unit) => {
        const path = join(folder, unit.replace('@', '@8080'));
        writeFileSync(path, read(unit).replaceAll('file:///opt/holdfast', `file://${ROOT}`));
        return path;
      });
      const { status, stderr, stdout } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], {
        encoding: 'utf8',
      });
      assert.equal(`${stdout}${stderr}`, '');
      assert.equal(status, 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
