/** Pages that are asked for by their address: one by one, in batches, and behind redirects. */

import { strict as assert } from 'node:assert';
import { TITLE } from '../support/api.js';
import { SECRET } from '../support/private-listener.js';
import { assertEndings, endingOfMessage, redirectPath, titled } from './ground.js';
import { REDIRECTS } from './redirect-vectors.js';
import type { World } from './world.js';
import { BAD_PORTS, DECOYS, ELSEWHERE, expand, LOOPBACK, MALFORMED, SCHEMES } from './vectors.js';

/** How each URL of a batch ended, in the words of vectors.ts. */
export async function endingsOfBatch(
  { service, key }: World,
  urls: string[],
  options: object,
): Promise<string[]> {
  const answer = await service.api.post(key, '/v1/batch', { urls, schema: TITLE, options });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.ok(!JSON.stringify(answer.body).includes(SECRET));
  return answer.body.results.map((entry: any) => {
    if (entry.status === 'success') return 'at the site';
    const { code, message } = entry.error;
    // The sentences are compared as a whole, so none of them can tell what a name resolved to.
    return code === 'URL_UNREACHABLE' ? endingOfMessage(message) : code;
  });
}

export function describeFetching(world: () => World): void {
  const options = { render_js: 'never', concurrency: 16 };

  for (const { title, vectors } of titled([...LOOPBACK, ...DECOYS, ...ELSEWHERE, ...BAD_PORTS])) {
    it(`does not fetch ${title}`, async () => {
      const { ports } = world().ground;
      const urls = vectors.map((vector) => vector.url(ports));
      const endings = await endingsOfBatch(world(), urls, options);
      await assertEndings(vectors, async (_vector, at) => endings[at] ?? '');
    });
  }

  const redirects = expand(REDIRECTS);
  it(`does not follow ${redirects.length} redirects`, async () => {
    const { ports, site } = world().ground;
    const urls = redirects.map((vector, at) => site.url + redirectPath(vector.url(ports), at));
    const endings = await endingsOfBatch(world(), urls, options);
    await assertEndings(redirects, async (_vector, at) => endings[at] ?? '');
  });

  it('refuses a call with what is no http URL', async () => {
    const { service, key, ground } = world();
    await assertEndings(
      expand([...MALFORMED, ...SCHEMES]),
      async (vector) => {
        const body = { url: vector.url(ground.ports), schema: TITLE, options: { render_js: 'never' } };
        const answer = await service.api.post(key, '/v1/extract', body);
        return `${answer.status} ${answer.body.error?.message}`;
      },
      () => '400 url must be an absolute http or https URL.',
    );
  });

  it('does not fetch from its own ports', async () => {
    const { service, ground } = world();
    const { api, temporal, temporalUi } = service.runtime();
    const own = [api, `http://${temporal}`, temporalUi].filter((url) => url !== null);
    assert.ok(own.length >= 2);
    const urls = own.flatMap((url) => [`${url}/`, ground.site.url + redirectPath(`${url}/`)]);
    assert.deepEqual(
      await endingsOfBatch(world(), urls, options),
      urls.map(() => 'refused'),
    );
  });
}
