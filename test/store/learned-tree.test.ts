import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/adapters/store/connection.js';
import { openPglite } from '../../src/adapters/store/index.js';
import { createLearnedPlaces } from '../../src/adapters/store/learned-places.js';
import type { Learned } from '../../src/core/extract/anchor/learned.js';
import { copyDatabase } from '../support/template.js';

const learned = (from: string): Learned => ({
  from,
  places: { price: [{ kind: 'element', selector: [{ tag: 'b', nth: 2 }] }] },
});

describe('places that an earlier version has learned from its trees', function () {
  this.timeout(120_000);
  let folder: string;
  let db: Database;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-learned-'));
    await copyDatabase(join(folder, 'database'));
    db = await openPglite(join(folder, 'database'));
    await sql`alter table learned_places drop constraint learned_places_job_id_fkey`.execute(db);
  });
  after(async () => {
    await db?.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [what, tree] of [
    ['without a version', {}],
    ['of another version', { tree: 1 }],
  ] as const) {
    it(`are not known, and make room: ${what}`, async () => {
      const places = createLearnedPlaces(db);
      const stored = JSON.stringify({ ...learned('http://a.test/old'), ...tree });
      await sql`insert into learned_places (job_id, host, learned) values (${what}, 'a.test', ${stored}::json)`.execute(
        db,
      );
      assert.deepEqual(await places.read(what), new Map());
      const known: (Learned | null)[] = [];
      const merge = (before: Learned | null): Learned => {
        known.push(before);
        return learned('http://a.test/new');
      };
      await places.update(what, 'a.test', merge, 1);
      await places.update(what, 'a.test', merge, 1);
      assert.deepEqual(known, [null, learned('http://a.test/new')]);
      assert.deepEqual(await places.read(what), new Map([['a.test', learned('http://a.test/new')]]));
    });
  }
});
