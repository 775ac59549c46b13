import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScrapyRunner } from '../../../src/adapters/spiders/scrapy/runner.js';
import type { SpiderSpec } from '../../../src/core/spider.js';
import type { ScrapyEnd, ScrapyRunner } from '../../../src/ports/scrapy.js';
import { spiderFolder } from '../../support/spiders.js';
import { SCRAPY, skipWithoutScrapy } from '../../support/scrapy.js';
import { waitFor } from '../../support/wait.js';

/** Tells what it runs under, and asks nobody for anything. */
const TELLS = `
import scrapy

class S(scrapy.Spider):
    name = "s"

    async def start(self):
        names = ["MINE", "USER_AGENT", "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "STATS_CLASS"]
        yield {name: str(self.settings[name]) for name in names}
`;

/** Says its pid, and waits until it is told to stop. */
const WAITS = `
import asyncio
import os
import scrapy

class S(scrapy.Spider):
    name = "s"

    async def start(self):
        self.logger.warning("waiting as %d", os.getpid())
        while True:
            await asyncio.sleep(0.1)
            if not self.crawler.crawling:
                return
        yield
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

  const newRunner = (): ScrapyRunner =>
    createScrapyRunner({
      folder: folder.path,
      stateFolder,
      command: [SCRAPY ?? ''],
      memoryMb: 1_024,
      env: process.env,
      // Nothing is requested.
      proxyUrl: () => Promise.resolve('http://127.0.0.1:9'),
    });
  const specOf = (repoPath: string, settings: SpiderSpec['settings'] = {}): SpiderSpec => ({
    id: 'id',
    name: 's',
    repoPath,
    settings,
    arguments: {},
    limited: false,
    scheduleId: null,
  });

  /** Runs a spider that waits, and sends its process a SIGTERM once it does; `onWaiting` is called just before. */
  async function runTerminated(jobId: string, stop: AbortSignal, onWaiting: () => void): Promise<ScrapyEnd> {
    folder.write('waits.py', WAITS);
    const seen: number[] = [];
    const ended = newRunner().run(
      {
        jobId,
        spider: specOf('waits.py'),
        maxPages: 10,
        onPages: () => Promise.resolve(),
        onLog: (_level, line) => {
          const [, pid] = /waiting as (\d+)/.exec(line) ?? [];
          if (pid !== undefined) seen.push(Number(pid));
        },
      },
      stop,
    );
    const pid = await waitFor('the spider to wait', () => seen[0], 60_000);
    onWaiting();
    process.kill(pid, 'SIGTERM');
    return ended;
  }

  it('takes a SIGTERM that is not ours for a crash, which is counted', async () => {
    const end = await runTerminated('terminated', new AbortController().signal, () => undefined);
    assert.deepEqual(end, { kind: 'crashed', how: 'was told to stop by something else than Holdfast' });
  });

  it('takes one that comes with the stop of this worker for that', async () => {
    const stop = new AbortController();
    const end = await runTerminated('stopped', stop.signal, () => setTimeout(() => stop.abort(), 100));
    assert.deepEqual(end, { kind: 'stopped' });
  });

  it("leaves out the operator's settings that a caller once registered, and says so in the log", async () => {
    folder.write('tells.py', TELLS);
    const stolen = join(folder.path, 'stolen.jsonl');
    const runner = newRunner();
    const items: unknown[] = [];
    const log: string[] = [];
    const end: ScrapyEnd = await runner.run(
      {
        jobId: 'job',
        spider: specOf('tells.py', {
          FEEDS: { [stolen]: { format: 'jsonl' } },
          TELNETCONSOLE_ENABLED: true,
          REMOTE_CONTROL_ENABLED: true,
          STATS_CLASS: 'os.system',
          MINE: 'job',
          USER_AGENT: 'me',
        }),
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
