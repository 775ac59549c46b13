import { strict as assert } from 'node:assert';
import { recordDials, type Dials } from '../support/dials.js';
import {
  assertEndings,
  assertSilent,
  endingOf,
  openGround,
  openReach,
  redirectPath,
  titled,
  type Ground,
  type Reach,
} from './ground.js';
import { REDIRECTS } from './redirect-vectors.js';
import { expand, LOOPBACK, type Vector } from './vectors.js';

describe('a redirect to a private address', () => {
  let ground: Ground;
  let reach: Reach;
  let dials: Dials;

  before(async () => {
    ground = await openGround();
    reach = openReach(`127.0.0.1:${ground.site.port}`, async () => ['127.0.0.1']);
  });
  after(async () => {
    await reach.close();
    await ground.close();
  });
  beforeEach(() => (dials = recordDials()));
  afterEach(async () => {
    dials.stop();
    const elsewhere = dials.dialled().filter((dial) => dial !== `127.0.0.1 ${ground.site.port}`);
    assert.deepEqual(elsewhere, []);
    await assertSilent(ground.listener);
  });

  const attempts = expand(REDIRECTS);
  it(`is tried in ${attempts.length} ways`, () => assert.ok(attempts.length >= 80));

  const follow = async (path: string): Promise<string> =>
    endingOf(await reach.fetch(ground.site.url + path), ground.site);
  const locationOf = (vector: Vector): string => vector.url(ground.ports);

  for (const { title, vectors } of titled(REDIRECTS)) {
    it(`is not followed: ${title}`, async () => {
      await assertEndings(vectors, (vector, at) => follow(redirectPath(locationOf(vector), at)));
      assert.deepEqual([reach.asked, dials.asked()], [[], []]);
    });
  }

  it('is not followed behind redirects that are, with any status', async () => {
    const [vector] = expand(LOOPBACK);
    assert.ok(vector);
    for (const last of [0, 1, 2, 3, 4]) {
      const third = redirectPath(locationOf(vector), last);
      const second = redirectPath(ground.site.url + third, 1);
      const first = redirectPath(second, 2);
      assert.equal(await follow(first), 'refused');
      assert.equal(ground.site.requests.at(-1)?.path, third);
    }
  });

  it('is no redirect with another status, nor in another header', async () => {
    const inner = `http://127.0.0.1:${ground.listener.port}/`;
    const site = await openGround((path) => {
      const status = Number(/^\/status\/(\d+)$/.exec(path)?.[1] ?? 200);
      const link = `<${inner}>; rel=preload; as=fetch, <${inner}>; rel=canonical`;
      const others = { Refresh: `0; url=${inner}`, 'Content-Location': inner, Link: link };
      return {
        status,
        headers: { Location: inner, 'Alt-Svc': `h2="127.0.0.1:${ground.listener.port}"`, ...others },
      };
    });
    const own = openReach(`127.0.0.1:${site.site.port}`);
    try {
      for (const status of [200, 201, 202, 300, 304, 305, 306, 309, 404, 503]) {
        assert.equal(
          endingOf(await own.fetch(`${site.site.url}/status/${status}`), site.site),
          'at the site',
        );
      }
    } finally {
      await own.close();
      await site.close();
      dials.stop();
      dials = recordDials();
    }
  });

  it('is followed when it leads to what is open, by the same means', async () => {
    const paths = [0, 1, 2, 3, 4].map((at) =>
      redirectPath(`http://127.0.0.1:${ground.site.port}/arrived`, at),
    );
    for (const path of paths) assert.equal(await follow(path), 'at the site');
    assert.equal(ground.site.asked('/arrived'), paths.length);
  });
});
