import { strict as assert } from 'node:assert';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRenderer, findChromium } from '../../src/adapters/browser/index.js';
import { createEgressGate } from '../../src/adapters/egress/gate.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import type { Renderer, RenderOutcome } from '../../src/ports/renderer.js';
import { processesOfBrowsers } from '../support/browsers.js';
import { startScriptSite } from '../support/script-site.js';
import type { TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const never = new AbortController().signal;
const silent = () => undefined;

describe('a browser that does not start', function () {
  this.timeout(120_000);
  let site: TestSite;
  let folder: string;
  let renderer: Renderer | undefined;

  before(async () => {
    site = await startScriptSite();
  });
  after(() => site.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'browser-starts-'));
  });
  afterEach(async () => {
    await renderer?.close();
    renderer = undefined;
    await waitFor('every browser to be gone', () => processesOfBrowsers(process.pid).length === 0, 10_000);
    rmSync(folder, { recursive: true });
  });

  function open(executablePath: string): void {
    renderer = createRenderer({
      gate: createEgressGate({ allowList: parseAllowList('127.0.0.1') }),
      executablePath,
      env: process.env,
      userAgent: 'Test/1',
      slots: 4,
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
  }

  /** A script that becomes Chromium, but for its first `times` runs, which end by `how`. Each run leaves a file. */
  function failing(times: number, how: string): string {
    const script = join(folder, 'chromium');
    const chromium = findChromium(process.env) ?? 'chromium is missing';
    const text = `#!/bin/sh
touch ${folder}/run-$$
if [ "$(ls ${folder} | grep -c run-)" -le ${times} ]; then ${how}; fi
exec ${chromium} "$@"
`;
    writeFileSync(script, text);
    chmodSync(script, 0o755);
    return script;
  }

  const runs = (): number => readdirSync(folder).filter((name) => name.startsWith('run-')).length;

  async function render(path: string): Promise<string> {
    const judge = async () => ({
      isFilled: false,
      isShell: false,
      isAwaited: false,
      missing: [],
      listItems: null,
    });
    const outcome: RenderOutcome = await (renderer as Renderer).render(
      { url: site.url + path, timeoutMs: 30_000, judge },
      { signal: never, waiting: never },
    );
    if (outcome.kind === 'failed') return outcome.failure.code;
    if (outcome.kind !== 'page') return outcome.kind;
    return /<h1>(.*?)<\/h1>/.exec(Buffer.from(outcome.body).toString())?.[1] ?? 'none';
  }

  it('is started again when it was killed, for all pages that wait for it', async () => {
    open(failing(2, 'kill -KILL $$'));
    assert.deepEqual(await Promise.all([render('/item/1'), render('/item/2')]), ['Item 1', 'Item 2']);
    assert.equal(runs(), 3);
  });

  it('is started again when it ended by itself', async () => {
    open(failing(2, 'exit 1'));
    assert.equal(await render('/item/3'), 'Item 3');
  });

  it('is started again when it was killed under a script that ran it, as often', async () => {
    open(failing(3, `sh -c 'kill -KILL $$'; exit $?`));
    assert.equal(await render('/item/4'), 'PAGE_CRASHED');
    assert.equal(await render('/item/5'), 'Item 5');
  });

  it('costs a page that it was killed under three times, and not the next one', async () => {
    open(failing(3, 'kill -KILL $$'));
    assert.equal(await render('/item/4'), 'PAGE_CRASHED');
    assert.equal(await render('/item/5'), 'Item 5');
  });

  it('is taken for none after three starts that failed by themselves, and asked for no more', async () => {
    open(failing(100, 'exit 1'));
    assert.equal(await render('/item/6'), 'RENDERING_UNAVAILABLE');
    assert.equal(await render('/item/7'), 'RENDERING_UNAVAILABLE');
    assert.equal(runs(), 3);
  });

  it('is none where there is no program, or one that may not be run', async () => {
    open(join(folder, 'missing'));
    assert.equal(await render('/item/8'), 'RENDERING_UNAVAILABLE');
    await renderer?.close();
    const script = failing(0, 'true');
    chmodSync(script, 0o644);
    open(script);
    assert.equal(await render('/item/9'), 'RENDERING_UNAVAILABLE');
    assert.equal(runs(), 0);
  });
});
