import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScrapyRunner } from '../../../src/adapters/spiders/scrapy/runner.js';
import type { ScrapyEnd } from '../../../src/ports/scrapy.js';
import { spiderFolder } from '../../support/spiders.js';
import { SCRAPY, skipWithoutScrapy } from '../../support/scrapy.js';

/** Tells what it runs under, and asks nobody for anything. */
const TELLS = `
import scrapy

class S(scrapy.Spider):
    name = "s"

    async def start(self):
        names = ["MINE", "USER_AGENT", "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "STATS_CLASS"]
        yield {name: str(self.settings[name]) for name in names}
`;

describe('running Scrapy', function () {
  this.timeout(120_000);
  const folder = spiderFolder();
  const stateFolder = mkdtempSync(join(tmpdir(), 'holdfast-scrapy-state-'));
  before(function () {
    skipWithoutScrapy(this);
  });
  after(() => {
    folder.remove();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it("leaves out the operator's settings that a caller once registered, and says so in the log", async () => {
    folder.write('tells.py', TELLS);
    const stolen = join(folder.path, 'stolen.jsonl');
    const runner = createScrapyRunner({
      folder: folder.path,
      stateFolder,
      command: [SCRAPY ?? ''],
      memoryMb: 1_024,
      env: process.env,
      // Nothing is requested.
      proxyUrl: () => Promise.resolve('http://127.0.0.1:9'),
    });
    const items: unknown[] = [];
    const log: string[] = [];
    const end: ScrapyEnd = await runner.run(
      {
        jobId: 'job',
        spider: {
          id: 'id',
          name: 's',
          repoPath: 'tells.py',
          settings: {
            FEEDS: { [stolen]: { format: 'jsonl' } },
            TELNETCONSOLE_ENABLED: true,
            REMOTE_CONTROL_ENABLED: true,
            STATS_CLASS: 'os.system',
            MINE: 'job',
            USER_AGENT: 'me',
          },
          arguments: {},
          limited: false,
          scheduleId: null,
        },
        maxPages: 10,
        onPages: (pages) => Promise.resolve(void items.push(...pages.flatMap((page) => page.items))),
        onLog: (level, line) => log.push(`${level} ${line}`),
      },
      new AbortController().signal,
    );
    assert.equal(end.kind, 'closed', log.join('\n'));
    assert.deepEqual(items, [
      {
        MINE: 'job',
        USER_AGENT: 'me',
        TELNETCONSOLE_ENABLED: 'False',
        REMOTE_CONTROL_ENABLED: 'False',
        STATS_CLASS: 'scrapy.statscollectors.MemoryStatsCollector',
      },
    ]);
    assert.ok(!existsSync(stolen));
    const left = log.filter((line) => line.startsWith('warning The setting '));
    assert.equal(left.length, 4, log.join('\n'));
    assert.ok(
      left.some((line) => line.startsWith('warning The setting FEEDS was left out: only the operator')),
    );
  });
});
