import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRenderer, findChromium } from '../../src/adapters/browser/index.js';
import { createEgressGate } from '../../src/adapters/egress/gate.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import type { Renderer } from '../../src/ports/renderer.js';
import { partsOfBrowsers, processesOfBrowsers } from '../support/browsers.js';
import { startScriptSite } from '../support/script-site.js';
import type { TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const never = new AbortController().signal;
const silent = () => undefined;

describe('a process of the browser that is killed under a page', function () {
  this.timeout(120_000);
  let site: TestSite;
  let renderer: Renderer;

  beforeEach(async () => {
    site = await startScriptSite();
    renderer = createRenderer({
      gate: createEgressGate({ allowList: parseAllowList('127.0.0.1') }),
      executablePath: findChromium(process.env) ?? 'chromium is missing',
      env: process.env,
      userAgent: 'Test/1',
      slots: 4,
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
    assert.equal(await render('/item/0'), 'Item 0');
  });
  afterEach(async () => {
    await renderer.close();
    await waitFor('every browser to be gone', () => processesOfBrowsers(process.pid).length === 0, 10_000);
    await site.close();
  });

  async function render(path: string, cacheScope?: string): Promise<string> {
    const judge = async () => ({
      isFilled: false,
      isShell: false,
      isAwaited: false,
      missing: [],
      listItems: null,
    });
    const outcome = await renderer.render(
      { url: site.url + path, timeoutMs: 30_000, judge, ...(cacheScope === undefined ? {} : { cacheScope }) },
      { signal: never, waiting: never },
    );
    if (outcome.kind === 'failed') return outcome.failure.code;
    if (outcome.kind !== 'page') return outcome.kind;
    return /<h1>(.*?)<\/h1>/.exec(Buffer.from(outcome.body).toString())?.[1] ?? 'none';
  }

  const timesAsked = (path: string): number =>
    site.requests.filter((request) => request.path === path).length;

  function kill(kind: string): void {
    const pids = partsOfBrowsers(process.pid, kind);
    assert.ok(pids.length > 0, `there is a ${kind}`);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  }

  it('is not taken for a download when the page has no answer yet', async () => {
    const path = '/slow/1500/waited-for';
    const page = render(path);
    await waitFor('the page to be asked for', () => timesAsked(path) === 1);
    kill('renderer');
    assert.equal(await page, `Title of ${path}`);
    assert.equal(timesAsked(path), 2);
  });

  it('costs the page another try while its scripts run', async () => {
    const page = render('/worker-fetching');
    await waitFor('the script to ask for more', () => timesAsked('/name') === 1);
    kill('renderer');
    assert.equal(await page, 'Fetched by a worker');
    assert.equal(timesAsked('/worker-fetching'), 2);
  });

  it('costs the page another try while its tab is opened', async () => {
    // The moment differs from machine to machine: some of these come before there is a tab, some after.
    for (let at = 1; at <= 6; at += 1) {
      const page = render(`/item/${at}`);
      await sleep(15 * at);
      for (const pid of partsOfBrowsers(process.pid, 'renderer')) process.kill(pid, 'SIGKILL');
      assert.equal(await page, `Item ${at}`);
    }
  });

  it('costs no page that comes after it in the same tab', async () => {
    assert.equal(await render('/item/6', 'scope'), 'Item 6');
    kill('renderer');
    assert.equal(await render('/item/7', 'scope'), 'Item 7');
  });
});
