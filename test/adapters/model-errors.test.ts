import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createModel } from '../../src/adapters/models/index.js';
import { promptOf } from '../../src/core/model/prompt.js';
import type { Model, ModelFailure } from '../../src/ports/model.js';
import { VENDORS } from '../support/model-service.js';
import { startVendor, type Said, type Vendor } from '../support/vendor/index.js';

const KEY = 'sk-secret-0123456789';
const PAGE = 'The guarantee of the blue kettle is seven years and a day, said the seller.';
const PROMPT = promptOf({
  url: 'http://a.test/',
  fields: [{ field: 'x', type: 'string' }],
  passages: PAGE,
  lang: null,
  asOf: '2026-01-01T00:00:00Z',
  images: [],
});
const json = (status: number, body: object): Said => ({ status, body: JSON.stringify(body) });

for (const provider of VENDORS) {
  describe(`failures of a model that speaks as ${provider}`, () => {
    let vendor: Vendor;
    let model: Model;

    before(async () => {
      vendor = await startVendor();
      model = modelAt(vendor.url);
    });
    after(async () => {
      await model?.close();
      await vendor?.close();
    });

    const modelAt = (url: string): Model =>
      createModel({
        provider,
        model: 'a-model',
        apiKey: KEY,
        baseUrl: provider === 'openai' ? `${url}/v1` : url,
      });

    async function failureAfter(said: Said, own = model): Promise<ModelFailure> {
      vendor.answer = () => said;
      const outcome = await own.ask(
        { prompt: PROMPT, images: [], timeoutMs: 5_000 },
        new AbortController().signal,
      );
      assert.equal(outcome.kind, 'failed', JSON.stringify(outcome));
      return outcome;
    }

    it("carry the provider's own words, with its status, type and code", async () => {
      const error = {
        message: 'The model `nope` does not exist.',
        type: 'invalid_request_error',
        code: 'model_not_found',
      };
      const { failure, said } = await failureAfter(json(404, { type: 'error', error }));
      assert.deepEqual(said, { status: 404, ...error });
      assert.equal(failure.code, 'LLM_BAD_REQUEST');
      assert.equal(
        failure.message,
        'The model provider refused the request (HTTP 404). It says: "The model `nope` does not exist."',
      );
    });

    it('carry neither the key nor the text of the page nor addresses, and are cut', async () => {
      const message = `Key ${KEY} may not ask http://10.1.2.3:9000/v1 at 10.1.2.3:9000 for ${PAGE} ${'x'.repeat(9_000)}`;
      for (const body of [{ error: { message } }, { error: message }]) {
        const { failure, said } = await failureAfter(json(400, body));
        const all = JSON.stringify([failure, said]);
        assert.doesNotMatch(all, /secret|blue kettle/);
        assert.doesNotMatch(failure.message, /10\.1\.2\.3/);
        assert.match(failure.message, /It says: "Key \[key\] may not ask \[address\]/);
        assert.ok(all.length < 1_200, `${all.length} characters`);
      }
    });

    it('are told from an answer with status 200 and an error in it', async () => {
      const wrongs: readonly (readonly [object, string, string])[] = [
        [{ error: { message: 'try later', code: 429 } }, 'LLM_RATE_LIMITED', 'later'],
        [{ error: { message: 'try later', type: 'rate_limit_error' } }, 'LLM_RATE_LIMITED', 'later'],
        [{ error: { message: 'no such key', code: 401 } }, 'LLM_UNAVAILABLE', 'no'],
        [{ error: { message: 'full', type: 'overloaded_error' } }, 'LLM_UNAVAILABLE', 'later'],
        [{ error: { message: 'bad', code: '400' } }, 'LLM_BAD_REQUEST', 'no'],
        [{ error: 'something broke' }, 'LLM_ERROR', 'later'],
        [{ choices: [], content: [] }, 'LLM_EMPTY', 'later'],
        [{ choices: [{}], content: [{ type: 'tool_use' }] }, 'LLM_EMPTY', 'later'],
        [{ choices: 'none', content: 'none' }, 'LLM_ERROR', 'later'],
      ];
      for (const [body, code, again] of wrongs) {
        const outcome = await failureAfter(json(200, body));
        assert.deepEqual([outcome.failure.code, outcome.again], [code, again], JSON.stringify(body));
        const { error } = body as { error?: string | { message: string } };
        const words = typeof error === 'string' ? error : error?.message;
        if (words !== undefined)
          assert.ok(outcome.failure.message.includes(`"${words}"`), outcome.failure.message);
      }
      if (provider !== 'openai') return;
      const inner = {
        choices: [{ finish_reason: 'error', error: { code: 502, message: 'upstream is away' } }],
      };
      assert.equal((await failureAfter(json(200, inner))).failure.code, 'LLM_UNAVAILABLE');
    });

    it('are told from a web page, which a base URL without its path answers with', async () => {
      const said = {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: '<title>My server</title>',
      };
      const { failure, again } = await failureAfter(said);
      assert.deepEqual([failure.code, again], ['LLM_ERROR', 'no']);
      assert.match(failure.message, /base URL/);
    });

    it('say whether the server is away', async () => {
      const away = async (said: Said): Promise<unknown> => (await failureAfter(said)).away;
      assert.equal(await away(json(503, { error: { message: 'Loading model' } })), 'refused');
      assert.equal(await away({ status: 502, body: '<html>' }), 'refused');
      assert.equal(
        await away(json(500, { error: { message: 'OpenAIException - Connection error.' } })),
        'refused',
      );
      assert.equal(await away(json(500, { error: { message: 'image input is not supported' } })), undefined);
      assert.equal(await away({ status: 503, headers: { 'Retry-After': '1' } }), undefined);

      const broken = createServer((request) => request.socket.destroy());
      await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
      const own = modelAt(`http://127.0.0.1:${(broken.address() as AddressInfo).port}`);
      try {
        assert.equal((await failureAfter({ text: '' }, own)).away, 'lost');
        await new Promise((resolve) => broken.close(resolve));
        const { failure, away: how, said } = await failureAfter({ text: '' }, own);
        assert.deepEqual([failure.code, how, said?.code], ['LLM_UNAVAILABLE', 'refused', 'ECONNREFUSED']);
      } finally {
        await own.close();
        broken.close();
      }
    });
  });
}
