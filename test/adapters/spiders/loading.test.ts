import { strict as assert } from 'node:assert';
import { createSpiderPool } from '../../../src/adapters/spiders/node/pool.js';
import type { SpiderProcess } from '../../../src/adapters/spiders/node/process.js';
import { SpiderBroken, SpiderNotLoaded } from '../../../src/core/spider-errors.js';
import type { SpiderSpec } from '../../../src/core/spider.js';
import type { SpiderProcesses } from '../../../src/ports/spider-processes.js';
import { FOLLOWS_ALL, spiderFolder, type SpiderFolder } from '../../support/spiders.js';

/** Ends its process the first time it is loaded, as something outside may. */
const KILLED_ONCE = `
import { existsSync, writeFileSync } from 'node:fs';
const loaded = new URL('loaded', 'file://' + process.cwd() + '/');
if (!existsSync(loaded)) {
  writeFileSync(loaded, '');
  process.kill(process.pid, 'SIGKILL');
}
${FOLLOWS_ALL}`;

describe('loading a spider', function () {
  this.timeout(120_000);
  let folder: SpiderFolder;
  let pool: SpiderProcesses;
  let log: string[];

  beforeEach(() => {
    folder = spiderFolder();
    log = [];
  });
  afterEach(async () => {
    await pool?.close();
    folder.remove();
  });

  /** `errors`: what each try ends with; none when it succeeds. Left out, real processes are started. */
  function openWith(errors?: Error[]): Promise<unknown> {
    const options = {
      folder: folder.path,
      memoryMb: 256,
      env: process.env,
      // Nothing is requested.
      proxyUrl: () => Promise.resolve('http://127.0.0.1:9'),
    };
    const start = async (): Promise<SpiderProcess> => {
      const error = errors?.shift();
      if (error !== undefined) throw error;
      return {
        ended: new Promise(() => undefined),
        end: async () => undefined,
        start: () => [] as never,
        parse: () => Promise.reject(new Error('not asked')),
      };
    };
    pool = createSpiderPool(options, errors === undefined ? undefined : start);
    return pool
      .open('job', spider, (level, line) => log.push(`${level} ${line}`))
      .then((one) => one.release());
  }
  const spider: SpiderSpec = {
    id: 'id',
    name: 's',
    repoPath: 's.ts',
    settings: {},
    arguments: {},
    limited: false,
    scheduleId: null,
  };
  const late = (): Error => new SpiderNotLoaded('it did not load within 30 s');

  it('is tried again when it took too long, and the log says so', async () => {
    folder.write('s.ts', FOLLOWS_ALL);
    await openWith([late(), late()]);
    assert.equal(log.filter((line) => /^warning .*within 30 s; it is started again$/.test(line)).length, 2);
  });

  it('is given up after three tries', async () => {
    folder.write('s.ts', FOLLOWS_ALL);
    const errors = [late(), late(), late(), late()];
    await assert.rejects(openWith(errors), (error: Error) => {
      assert.ok(error instanceof SpiderBroken);
      assert.match(error.message, /in 3 tries: it did not load within 30 s/);
      return true;
    });
    assert.equal(errors.length, 1);
  });

  it('is not tried again when the spider itself is broken', async () => {
    folder.write('s.ts', FOLLOWS_ALL);
    const errors = [new SpiderBroken('no default export'), late()];
    await assert.rejects(openWith(errors), /no default export/);
    assert.equal(errors.length, 1);
  });

  it('succeeds with another process when the first one is killed', async () => {
    folder.write('s.ts', KILLED_ONCE);
    await openWith();
    assert.ok(
      log.some((line) => /was ended by SIGKILL; it is started again$/.test(line)),
      log.join('\n'),
    );
  });
});
