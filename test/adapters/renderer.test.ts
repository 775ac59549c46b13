import { strict as assert } from 'node:assert';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createRenderer, findChromium, type RendererOptions } from '../../src/adapters/browser/index.js';
import { clearLeftovers } from '../../src/adapters/browser/profile.js';
import { createEgressGate } from '../../src/adapters/egress/gate.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import type { Renderer, RenderOutcome } from '../../src/ports/renderer.js';
import { browsersOwnedBy, processesOfBrowsers, profileDirsOf } from '../support/browsers.js';
import { startScriptSite } from '../support/script-site.js';
import type { TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const HOLDER = fileURLToPath(new URL('../support/browser-holder.js', import.meta.url));
const never = new AbortController().signal;
/** A page of which nothing is known, and nothing more is expected. */
const unfilled = async () => ({
  isFilled: false,
  isShell: false,
  isAwaited: false,
  missing: [],
  listItems: null,
});
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('the renderer', function () {
  this.timeout(120_000);
  let site: TestSite;
  let renderer: Renderer | undefined;

  before(async () => {
    site = await startScriptSite();
  });
  after(() => site.close());
  afterEach(async () => {
    await renderer?.close();
    // Killed processes take a moment to disappear.
    await waitFor('every browser to be gone', () => processesOfBrowsers(process.pid).length === 0, 10_000);
    assert.deepEqual(profileDirsOf(process.pid), [], 'no folder is left');
  });

  function open(options: Partial<RendererOptions> = {}): Renderer {
    renderer = createRenderer({
      gate: createEgressGate({ allowList: parseAllowList('127.0.0.1') }),
      executablePath: findChromium(process.env) ?? 'chromium is missing',
      env: process.env,
      userAgent: 'Test/1',
      slots: 4,
      log: quiet,
      ...options,
    });
    return renderer;
  }

  const render = (
    path: string,
    timeoutMs = 30_000,
    signal = never,
    cacheScope?: string,
  ): Promise<RenderOutcome> =>
    (renderer as Renderer).render(
      {
        url: site.url + path,
        timeoutMs,
        judge: unfilled,
        ...(cacheScope === undefined ? {} : { cacheScope }),
      },
      { signal, waiting: signal },
    );

  const headingOf = (outcome: RenderOutcome): string =>
    outcome.kind === 'page'
      ? (/<h1>(.*?)<\/h1>/.exec(Buffer.from(outcome.body).toString())?.[1] ?? 'none')
      : JSON.stringify(outcome);

  it('starts one browser for all pages, and ends it when nobody needs it', async () => {
    open({ idleMs: 500 });
    assert.deepEqual(browsersOwnedBy(process.pid), []);
    const pages = await Promise.all([1, 2, 3, 4, 5].map((at) => render(`/item/${at}`)));
    assert.deepEqual(pages.map(headingOf), ['Item 1', 'Item 2', 'Item 3', 'Item 4', 'Item 5']);
    assert.equal(browsersOwnedBy(process.pid).length, 1);
    await waitFor('the idle browser to end', () => processesOfBrowsers(process.pid).length === 0, 10_000);
    assert.equal(headingOf(await render('/item/6')), 'Item 6');
  });

  it('replaces a browser after its pages, without losing one', async () => {
    open({ maxPages: 3 });
    const seen = new Set<number>();
    const pages = Array.from({ length: 10 }, async (_, at) => {
      const heading = headingOf(await render(`/item/${at}`));
      for (const pid of browsersOwnedBy(process.pid)) seen.add(pid);
      return heading;
    });
    assert.deepEqual(
      await Promise.all(pages),
      Array.from({ length: 10 }, (_, at) => `Item ${at}`),
    );
    assert.ok(seen.size > 1, 'more than one browser was used');
  });

  it('renders the pages of a killed browser again', async () => {
    open();
    await render('/item/0');
    const pages = [1, 2, 3, 4].map((at) => render(`/item/${at}`));
    await waitFor('the pages to be under way', () => site.requests.some(({ path }) => path === '/item/4'));
    for (const pid of browsersOwnedBy(process.pid)) process.kill(pid, 'SIGKILL');
    assert.deepEqual((await Promise.all(pages)).map(headingOf), ['Item 1', 'Item 2', 'Item 3', 'Item 4']);
  });

  it('ends a browser that hangs, and renders its page in another', async () => {
    open();
    await render('/item/0');
    const [pid] = browsersOwnedBy(process.pid) as [number];
    process.kill(pid, 'SIGSTOP');
    assert.equal(headingOf(await render('/item/1')), 'Item 1');
    assert.ok(!browsersOwnedBy(process.pid).includes(pid));
  });

  it('stops at once when it is told to, and frees the place', async () => {
    open({ slots: 1 });
    await render('/item/0');
    const stop = new AbortController();
    const hanging = render('/long-poll', 60_000, stop.signal);
    await waitFor('the page to load', () => site.requests.some(({ path }) => path === '/hang/1'));
    const stopped = performance.now();
    stop.abort(new Error('enough'));
    await assert.rejects(hanging, /enough/);
    assert.equal(headingOf(await render('/item/7')), 'Item 7');
    assert.ok(performance.now() - stopped < 20_000);
  });

  it('does not wait for the end of a SharedWorker that the browser never reports', async () => {
    open();
    // The deadline is beyond that of this test: a page that waited for it would fail the test.
    assert.equal(headingOf(await render('/worker-shared', 600_000)), 'Shared');
  });

  it('does not wait for a place longer than it is allowed to', async () => {
    open({ slots: 1 });
    const first = render('/long-poll', 6_000);
    const tired = new AbortController();
    const waiting = (renderer as Renderer).render(
      { url: `${site.url}/item/8`, timeoutMs: 10_000, judge: unfilled },
      { signal: never, waiting: tired.signal },
    );
    tired.abort(new Error('tired'));
    await assert.rejects(waiting, /tired/);
    assert.equal(headingOf(await first), 'Long poll');
  });

  it('lets the pages of a scope share what is cached, and nothing else', async () => {
    open({ slots: 1 });
    const askedFor = (path: string): number =>
      site.requests.filter((request) => request.path === path).length;
    const before = askedFor('/kept.js');
    const found: string[] = [];
    for (const scope of ['a', 'a', 'a', 'b', undefined, undefined])
      found.push(headingOf(await render('/hoarder', 30_000, never, scope)));
    assert.deepEqual(
      found,
      Array.from(found, () => '["",0,0,"",2,0,0]'),
    );
    assert.equal(askedFor('/kept.js') - before, 4, 'once for each scope, once for each page without');
  });

  it('gives a page that hangs no successor in its tab', async () => {
    open({ slots: 1 });
    await render('/endless-loop', 2_000, never, 'a');
    assert.equal(headingOf(await render('/item/3', 20_000, never, 'a')), 'Item 3');
  });

  it('asks before it goes where a page leads', async () => {
    open();
    const asked: string[] = [];
    const outcome = await (renderer as Renderer).render(
      {
        url: `${site.url}/moved-by-script`,
        timeoutMs: 20_000,
        judge: unfilled,
        mayFollow: (url) => asked.push(url) === 0,
      },
      { signal: never, waiting: never },
    );
    assert.deepEqual(outcome, { kind: 'redirected', to: `${site.url}/delayed` });
    assert.deepEqual(asked, [`${site.url}/delayed`]);
  });

  it('answers that it cannot render where no browser starts', async () => {
    open({ executablePath: '/bin/false' });
    const outcome = await render('/item/9');
    assert.equal(outcome.kind === 'failed' && outcome.failure.code, 'RENDERING_UNAVAILABLE');
  });

  it('clears away what a killed worker has left', async () => {
    open();
    const holder = fork(HOLDER, [site.url], { stdio: 'ignore' });
    const pid = holder.pid as number;
    const exited = once(holder, 'exit');
    await once(holder, 'message');
    const [browser] = browsersOwnedBy(pid) as [number];
    // One that hangs does not notice that its owner is gone.
    process.kill(browser, 'SIGSTOP');
    process.kill(pid, 'SIGKILL');
    await exited;
    assert.equal(browsersOwnedBy(pid).length, 1);
    assert.equal(await clearLeftovers(), 1);
    await waitFor('the browser to be gone', () => processesOfBrowsers(pid).length === 0);
    assert.deepEqual(profileDirsOf(pid), []);
  });

  it('leaves no browser behind when its process is killed', async () => {
    const holder = fork(HOLDER, [site.url], { stdio: 'ignore' });
    const pid = holder.pid as number;
    await once(holder, 'message');
    assert.equal(browsersOwnedBy(pid).length, 1);
    process.kill(pid, 'SIGKILL');
    await waitFor('the browser to end by itself', () => processesOfBrowsers(pid).length === 0, 20_000);
    await clearLeftovers();
    assert.deepEqual(profileDirsOf(pid), []);
  });
});
