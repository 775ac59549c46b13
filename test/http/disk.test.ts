import { strict as assert } from 'node:assert';
import { TITLE } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { waitFor } from '../support/wait.js';

interface Disk {
  file_system: { size_bytes: number; free_bytes: number; must_be_free_bytes: number; low: boolean };
  total_bytes: number;
  parts: {
    part: string;
    bytes: number;
    kept_secs: number | null;
    kept_for_ever: boolean;
    given_back: string;
  }[];
  tables: { table: string; part: string; bytes: number }[];
}

describe('the disk', function () {
  this.timeout(120_000);
  let service: RunningService;

  before(async () => {
    service = await sharedService();
  });

  it('is told by part, each byte once, with how long it is kept', async () => {
    const { key } = await service.api.account();
    const url = `${service.runtime().demoSite}/kettles/red.html`;
    await service.api.post(key, '/v1/extract', { url, schema: TITLE });
    const { status, body } = await service.api.admin('GET', '/disk');
    assert.equal(status, 200);
    const disk = body as Disk;
    const of = (name: string): Disk['parts'][number] =>
      disk.parts.find(({ part }) => part === name) ?? assert.fail(`no part ${name}`);
    for (const name of ['results', 'jobs', 'ledger', 'database', 'wal', 'temporal', 'other'])
      assert.ok(of(name).bytes > 0, name);
    for (const { given_back } of disk.parts) assert.ok(given_back.length > 10);
    assert.equal(
      disk.total_bytes,
      disk.parts.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    const results = disk.tables.filter(({ part }) => part === 'results');
    assert.equal(
      of('results').bytes,
      results.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    assert.ok(results.some(({ table }) => table === 'pages'));
    assert.deepEqual([of('results').kept_secs, of('jobs').kept_secs], [30 * 86_400, 60 * 86_400]);
    assert.deepEqual([of('ledger').kept_secs, of('ledger').kept_for_ever], [null, true]);
    const { size_bytes, free_bytes, low } = disk.file_system;
    assert.ok(size_bytes > free_bytes && free_bytes > 0);
    assert.equal(low, false);
  });

  it('is in /metrics', async () => {
    const text = await waitFor('the first look', async () => {
      const found = (await service.api.call('GET', '/metrics')).body as string;
      return found.includes('holdfast_disk_bytes{part="results"}') && found;
    });
    assert.match(text, /^holdfast_disk_bytes\{part="temporal"\} [1-9]\d+$/m);
    assert.match(text, /^holdfast_disk_space_bytes\{what="free"\} [1-9]\d+$/m);
    assert.match(text, /^holdfast_disk_low 0$/m);
  });
});
