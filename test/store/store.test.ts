/** The contract of the store, held by both databases: the embedded one and a PostgreSQL server. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore, openPglite, openPostgres } from '../../src/adapters/store/index.js';
import type { Database } from '../../src/adapters/store/connection.js';
import { createSqlPacing } from '../../src/adapters/store/pacing.js';
import type { Store } from '../../src/ports/store/index.js';
import { startPostgres } from '../support/postgres.js';
import { copyDatabase } from '../support/template.js';
import { describeCaching } from './caching.js';
import { describeCommitting } from './committing.js';
import { describeDelivering } from './delivering.js';
import { describeFrontier } from './frontier.js';
import { describeHolding } from './holding.js';
import { describeLearning } from './learning.js';
import { describeModelling } from './modelling.js';
import { describeMoney } from './money.js';
import { describeParking } from './parking.js';
import { describePacing } from './pacing.js';
import { describeScheduling } from './scheduling.js';
import { describeSealing } from './sealing.js';
import { describeSessions } from './sessions.js';
import { describeSettling } from './settling.js';
import { describeSubmitting } from './submitting.js';
import { skipWithout } from '../support/skip.js';

interface OpenStore {
  readonly db: Database;
  readonly store: Store;
  close(): Promise<void>;
}

const BACKENDS: readonly { name: string; open(): Promise<OpenStore | null> }[] = [
  {
    name: 'PGlite',
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'holdfast-store-'));
      const remove = (): void => rmSync(folder, { recursive: true, force: true });
      try {
        await copyDatabase(join(folder, 'database'));
        const db = await openPglite(join(folder, 'database'));
        const store = createStore(db);
        return { db, store, close: () => store.close().finally(remove) };
      } catch (error) {
        remove();
        throw error;
      }
    },
  },
  {
    name: 'PostgreSQL',
    open: async () => {
      const server = await startPostgres();
      if (server === null) return null;
      try {
        const db = await openPostgres(server.url);
        const store = createStore(db);
        return { db, store, close: () => store.close().finally(server.stop) };
      } catch (error) {
        await server.stop();
        throw error;
      }
    },
  },
];

for (const backend of BACKENDS) {
  describe(`the store on ${backend.name}`, function () {
    this.timeout(120_000);
    let opened: OpenStore | null = null;

    before(async function () {
      this.timeout(90_000);
      opened = await backend.open();
      skipWithout('postgres', opened !== null, this);
    });
    after(() => opened?.close());

    const store = (): Store => (opened as OpenStore).store;
    describeSubmitting(store);
    describeCommitting(store);
    describeHolding(store);
    describeSettling(store);
    describeSessions(store);
    describeSealing(() => (opened as OpenStore).db);
    describeCaching(store);
    describeLearning(store);
    describeModelling(store);
    describeParking(store);
    describeMoney(store);
    describeDelivering(store);
    describeScheduling(store);
    describe('the frontier of a crawl', () => {
      describeFrontier(store);
    });
    describe('pacing', () => {
      describePacing(
        () => [store().pacing, store().pacing],
        () => createSqlPacing((opened as OpenStore).db),
      );
    });
  });
}
