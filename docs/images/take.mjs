// Takes the pictures of Temporal's UI in docs/images: a running, a cancelled and a failed job, and the list of jobs.
// After `npm run build`: node docs/images/take.mjs
// It starts a service of its own with a scratch data folder, a website on loopback, and the project's Chromium.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { findChromium } from '../../dist/src/adapters/browser/find-chromium.js';
import { findFreePort } from '../../dist/src/free-port.js';
import { root } from '../../scripts/setup/paths.mjs';

const IMAGES = join(root, 'docs', 'images');
const ADMIN_TOKEN = 'for-pictures-only';
const PATIENCE_MS = 240_000;
const SETTLE_MS = 4_000;
const SCHEMA = [{ field: 'title', type: 'string', example: 'Copper kettle' }];
const SITE_PAGES = 2_000;

const work = mkdtempSync(join(tmpdir(), 'holdfast-pictures-'));
const site = await startSite();
let service;
try {
  service = await startService();
  await takePictures();
} finally {
  await service?.stop();
  site.close();
  rmSync(work, { recursive: true, force: true });
}

async function takePictures() {
  const jobs = await startJobs();
  const browser = await chromium.launch({ executablePath: findChromium(process.env) ?? undefined });
  try {
    const page = await browser.newPage({ viewport: { width: 1_360, height: 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    mkdirSync(IMAGES, { recursive: true });
    for (const [name, id] of Object.entries(jobs)) {
      await page.goto(`${service.ui}/namespaces/default/workflows/${id}`);
      await page.getByText('Event History').first().waitFor();
      await picture(page, name);
      // Its message is in its history already.
      if (name === 'failed') continue;
      await page.getByText('User Metadata').first().click();
      await page.getByText('Current Details').first().waitFor();
      await picture(page, `${name}-details`);
    }
    await page.setViewportSize({ width: 1_900, height: 520 });
    await page.goto(`${service.ui}/namespaces/default/workflows`);
    await page.getByText(jobs.failed, { exact: true }).first().waitFor();
    await picture(page, 'jobs');
  } finally {
    await browser.close();
  }
}

async function picture(page, name) {
  // The UI asks workers for the details of a job, and draws its timeline, when its page is there already.
  await sleep(SETTLE_MS);
  await page.screenshot({ path: join(IMAGES, `temporal-${name}.png`) });
}

/** Resolves with the ids of jobs when they are as their pictures want them. */
async function startJobs() {
  const account = await service.admin('POST', '/accounts', { name: 'shop' });
  const { key } = await service.admin('POST', `/accounts/${account.id}/keys`, {});
  const spiderKey = (await service.admin('POST', `/accounts/${account.id}/keys`, { type: 'spider' })).key;
  const runo = { 'X-API-Key': key };
  const start = async (path, body) =>
    (await service.send('POST', path, runo, { schema: SCHEMA, ...body })).headers.get('x-job-id');
  const hasDone = (id, pages) =>
    until(`${pages} pages of ${id}`, async () => {
      const { counts } = await service.call('GET', `/v1/jobs/${id}`, runo);
      return counts.succeeded + counts.failed >= pages;
    });

  const crawl = { follow_pattern: `${site.url}/*`, max_pages: 1_000, max_depth: 20 };
  const running = await start('/v1/crawl', { seed_url: `${site.url}/0.html`, crawl });
  // Nobody may fetch from this port: a page that fails.
  const urls = Array.from({ length: 60 }, (_, n) =>
    n % 12 === 5 ? `http://127.0.0.1:9/${n}.html` : `${site.url}/${n}.html`,
  );
  const cancelled = await start('/v1/batch', { urls, options: { concurrency: 4 } });
  const asSpider = { Authorization: `Bearer ${spiderKey}` };
  await service.call('POST', '/api/v1/spiders', asSpider, { name: 'kettles', repo_path: 'kettles.ts' });
  const failed = (await service.call('POST', '/api/v1/jobs', asSpider, { spider_name: 'kettles' })).jobId;

  await hasDone(cancelled, 20);
  await service.send('DELETE', `/v1/jobs/${cancelled}`, runo);
  await until('the failed job', async () => {
    return (await service.call('GET', `/api/v1/jobs/${failed}`, asSpider)).finished_at !== null;
  });
  await hasDone(running, 60);
  return { running, cancelled, failed };
}

/** Pages that take a moment, each linking to two others; some of them are behind a login. */
async function startSite() {
  const server = createServer((request, response) => {
    const number = Number(/^\/(\d+)\.html$/.exec(request.url ?? '')?.[1] ?? -1);
    if (number < 0 || number >= SITE_PAGES) return response.writeHead(404).end();
    const links = [2 * number + 1, 2 * number + 2].map((n) => `<a href="/${n}.html">Kettle ${n}</a>`);
    const body = `<!doctype html><title>Kettle ${number}</title><h1>Kettle ${number}</h1><p>${links.join(' ')}</p>`;
    const isBroken = number % 17 === 9;
    setTimeout(() => {
      if (isBroken) response.destroy();
      else response.writeHead(200, { 'Content-Type': 'text/html' }).end(body);
    }, 700);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function startService() {
  const dataDir = join(work, 'data');
  const spiders = join(work, 'spiders');
  mkdirSync(spiders);
  writeFileSync(
    join(spiders, 'kettles.ts'),
    "import { prices } from './prices.js';\nexport default prices;\n",
  );
  const uiPort = await findFreePort('127.0.0.1');
  const { PATH, HOME, TEMPORAL_CLI_PATH, CHROMIUM_PATH, XDG_CACHE_HOME, HOLDFAST_CACHE_DIR } = process.env;
  const child = spawn(process.execPath, [join(root, 'dist', 'src', 'main.js'), 'all'], {
    // Away from the checkout: a developer's .env must not be read.
    cwd: work,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...{ PATH, HOME, TEMPORAL_CLI_PATH, CHROMIUM_PATH, XDG_CACHE_HOME, HOLDFAST_CACHE_DIR },
      ...{ DATA_DIR: dataDir, SPIDERS_DIR: spiders, ADMIN_TOKEN, LOG_LEVEL: 'error' },
      ...{ HOST: '127.0.0.1', PORT: '0', TEMPORAL_UI_PORT: String(uiPort) },
      ...{ ALLOW_PRIVATE_NETWORKS: new URL(site.url).host },
    },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  let runtime;
  try {
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('the service has ended')));
    const ready = until('the service', async () => {
      runtime = JSON.parse(readFileSync(join(dataDir, 'runtime.json'), 'utf8'));
      return (await fetch(`${runtime.api}/readyz`)).status === 200;
    });
    await Promise.race([ready, ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  const send = (method, path, headers, body) =>
    fetch(runtime.api + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async (...request) => {
    const response = await send(...request);
    if (!response.ok) throw new Error(`${request[0]} ${request[1]}: ${await response.text()}`);
    return response.json();
  };
  const admin = (method, path, body) =>
    call(method, `/admin${path}`, { Authorization: `Bearer ${ADMIN_TOKEN}` }, body);
  return { ui: runtime.temporalUi, stop, send, call, admin };
}

/** Resolves when `isThere` answers true; what it throws counts as not yet, until patience runs out. */
async function until(what, isThere) {
  const deadline = Date.now() + PATIENCE_MS;
  for (let last; ; await sleep(200)) {
    try {
      if (await isThere()) return;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`, { cause: last });
  }
}
