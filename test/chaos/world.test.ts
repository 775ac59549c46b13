import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import type { World } from '../../chaos/types.js';
import { createWorld } from '../../chaos/world/index.js';
import { pathOf, priceOf, readPath, titleOf } from '../../chaos/world/paths.js';
import { waitFor } from '../support/wait.js';

const OP = 'op1';

describe('the world of a chaos run', () => {
  let world: World;
  beforeEach(async () => (world = await createWorld(1)));
  afterEach(() => world.stop());

  const get = (path: string, site: keyof World['siteUrls'] = 'plain'): Promise<Response> =>
    fetch(world.siteUrls[site] + path, { redirect: 'manual' });
  const deliver = (path: string, id: string): Promise<Response> =>
    fetch(`${world.receiverUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify({ id, event: 'job.completed', data: { jobId: 'job_1' } }),
    });

  it('serves pages with the values that their paths stand for, and keeps a log of them', async () => {
    const path = pathOf(OP, 'slow', 3, 20);
    const response = await get(path);
    const html = await response.text();
    const page = readPath(path);
    assert.ok(page !== null);
    assert.ok(html.includes(`<h1>${titleOf(page)}</h1>`));
    assert.ok(html.includes(priceOf(page).toFixed(2)));
    const [request] = await waitFor(
      'the log',
      () => world.requests.some((one) => one.endedMs !== null) && world.requests,
    );
    assert.ok(request !== undefined);
    assert.equal(request.operationId, OP);
    assert.deepEqual([request.site, request.path, request.status], ['plain', path, 200]);
    assert.ok((request.endedMs ?? 0) >= request.atMs);
  });

  it('links the pages of a tree, moves, refuses and resets', async () => {
    const tree = await (await get(pathOf(OP, 'tree', 0, 3))).text();
    assert.deepEqual(
      [...tree.matchAll(/href="([^"]+)"/g)].map((match) => match[1]),
      [pathOf(OP, 'tree', 1, 3), pathOf(OP, 'tree', 2, 3)],
    );
    const moved = await get(pathOf(OP, 'moved', 5));
    assert.deepEqual([moved.status, moved.headers.get('location')], [302, pathOf(OP, 'ok', 5)]);
    assert.equal((await get(pathOf(OP, 'status', 0, 404))).status, 404);
    assert.equal((await get(pathOf(OP, 'wall', 0), 'walled')).status, 403);
    await assert.rejects(get(pathOf(OP, 'reset', 0), 'stuck'));
    const busy = await Promise.all(Array.from({ length: 9 }, (_, n) => get(pathOf(OP, 'busy', n), 'rude')));
    assert.deepEqual([...new Set(busy.map(({ status }) => status))].sort(), [200, 429]);
    assert.ok(busy.every(({ status, headers }) => status === 200 || headers.get('retry-after') === '2'));
    assert.match(await (await get('/robots.txt', 'polite')).text(), /Crawl-delay: 1/);
  });

  it('answers what it has held, and everything that comes, once it is calm', async () => {
    const held = get(pathOf(OP, 'hang', 0), 'stuck');
    await waitFor('the request', () => world.requests.length > 0);
    assert.equal(world.requests[0]?.endedMs, null);
    world.calm();
    assert.equal((await held).status, 200);
    assert.equal((await get(pathOf(OP, 'reset', 0), 'stuck')).status, 200);
    assert.equal((await deliver(`/hook/${OP}/down`, 'evt_1')).status, 204);
  });

  it('takes deliveries as their paths say, and keeps a log of them', async () => {
    assert.equal((await deliver(`/hook/${OP}/steady`, 'evt_1')).status, 204);
    assert.equal((await deliver(`/hook/${OP}/down`, 'evt_2')).status, 503);
    const gone = [];
    for (const n of [1, 2, 3]) gone.push((await deliver('/hook/op2/gone', `evt_g${n}`)).status);
    assert.deepEqual(gone, [204, 204, 410]);
    const [first] = world.deliveries;
    assert.deepEqual(
      [first?.operationId, first?.eventId, first?.jobId, first?.status],
      [OP, 'evt_1', 'job_1', 204],
    );
    assert.match(first?.bodyDigest ?? '', /^[0-9a-f]{64}$/);
  });

  it('takes its folder of spiders away when it stops', async () => {
    const folder = world.settings['SPIDERS_DIR'] ?? '';
    assert.ok(existsSync(folder));
    await world.stop();
    assert.ok(!existsSync(folder));
  });
});
