import { strict as assert } from 'node:assert';
import { ConnectionError } from '../../packages/client/src/errors.js';
import { retryingFetch, type Fetch } from '../../packages/client/src/retrying-fetch.js';

/** Answers one after the other, the last for ever; a status or a failure of the connection. */
function service(...outcomes: readonly (number | 'broken')[]): Fetch & { readonly bodies: string[] } {
  const bodies: string[] = [];
  const fetch: Fetch = async (request) => {
    bodies.push(await request.text());
    const outcome = outcomes[Math.min(bodies.length, outcomes.length) - 1] ?? 200;
    if (outcome === 'broken')
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
    return new Response(null, { status: outcome });
  };
  return Object.assign(fetch, { bodies });
}

const URL = 'http://127.0.0.1:1/v1/batch';
const post = (headers: Record<string, string> = {}): Request =>
  new Request(URL, { method: 'POST', body: '{}', headers });

describe('the fetch of @holdfast/client', () => {
  it('repeats a call with an Idempotency-Key, body and all, until it is answered', async () => {
    const fetch = service('broken', 503, 200);
    const { status } = await retryingFetch(fetch)(post({ 'Idempotency-Key': 'one' }));
    assert.equal(status, 200);
    assert.deepEqual(fetch.bodies, ['{}', '{}', '{}']);
  });

  it('never repeats a POST without one', async () => {
    const broken = service('broken', 200);
    await assert.rejects(retryingFetch(broken)(post()), (error: unknown) => {
      assert.ok(error instanceof ConnectionError);
      assert.match(error.message, /ECONNRESET/);
      return true;
    });
    assert.equal(broken.bodies.length, 1);
    const busy = service(503, 200);
    assert.equal((await retryingFetch(busy)(post())).status, 503);
    assert.equal(busy.bodies.length, 1);
  });

  it('does not repeat what the service has refused', async () => {
    for (const refused of [400, 401, 404, 409, 422, 500]) {
      const fetch = service(refused, 200);
      assert.equal((await retryingFetch(fetch)(new Request(URL))).status, refused);
    }
  });

  it('gives the last answer, or the failure, when patience ends', async () => {
    const { status } = await retryingFetch(service(429), { patienceMs: 300 })(new Request(URL));
    assert.equal(status, 429);
    await assert.rejects(
      retryingFetch(service('broken'), { patienceMs: 0 })(new Request(URL)),
      ConnectionError,
    );
  });

  it('tells of each repeat, and stops when the caller aborts', async () => {
    const stop = new AbortController();
    const told: string[] = [];
    const onRetry = (reason: string): void => {
      told.push(reason);
      stop.abort(new Error('enough'));
    };
    const call = retryingFetch(service(502), { onRetry })(new Request(URL, { signal: stop.signal }));
    await assert.rejects(call, /enough/);
    assert.deepEqual(told, ['status 502']);
  });
});
