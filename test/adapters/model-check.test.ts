import { strict as assert } from 'node:assert';
import { createModel } from '../../src/adapters/models/index.js';
import type { ModelCheck } from '../../src/ports/model.js';
import { VENDORS } from '../support/model-service.js';
import { startVendor, type Vendor } from '../support/vendor/index.js';

const KEY = 'sk-secret-0123456789';

for (const provider of VENDORS) {
  describe(`the look at a model that speaks as ${provider}`, () => {
    let vendor: Vendor;
    const setting = `${provider.toUpperCase()}_BASE_URL`;

    before(async () => {
      vendor = await startVendor();
    });
    after(() => vendor?.close());
    beforeEach(() => vendor.reset());

    async function check(path: string, name = 'a-model'): Promise<ModelCheck> {
      const model = createModel({ provider, model: name, apiKey: KEY, baseUrl: vendor.url + path });
      try {
        return await model.check(new AbortController().signal);
      } finally {
        await model.close();
      }
    }
    const right = provider === 'openai' ? '/v1' : '';
    const wrong = provider === 'openai' ? '' : '/v1';

    it('finds nothing wrong', async () => {
      assert.deepEqual(await check(right), { isGood: true, message: 'The model can be asked.', said: null });
      assert.equal((await check(`${right}/`)).isGood, true);
    });

    it('tells of a base URL with a missing or a doubled /v1, and of one with the whole path', async () => {
      const { isGood, message } = await check(wrong);
      assert.equal(isGood, false);
      assert.equal(
        message,
        provider === 'openai'
          ? `${setting} lacks "/v1" at its end: set it to ${vendor.url}/v1.`
          : `${setting} must not end with "/v1", which is added to it.`,
      );
      const path = provider === 'openai' ? '/chat/completions' : '/messages';
      assert.equal(
        (await check(`/v1${path}`)).message,
        `${setting} must end before "${path}", which is added to it.`,
      );
      assert.match((await check('/elsewhere')).message, /does not list its models at \/elsewhere\//);
    });

    it('tells of a model that is not there, and of names that are as good', async () => {
      vendor.models = [{ id: 'small:latest' }, { id: 'large:7b' }];
      assert.equal(
        (await check(right, 'other')).message,
        'The model provider has no model named "other": check LLM_MODEL. It lists small:latest, large:7b.',
      );
      assert.equal((await check(right, 'small')).isGood, true);
      vendor.models = [{ id: '/models/some.gguf', owned_by: 'llamacpp' }];
      assert.equal((await check(right, 'other')).isGood, true);
    });

    it('tells of a refused key, without the key', async () => {
      vendor.instead = () => ({ status: 401, body: { error: { message: `Incorrect API key: ${KEY}` } } });
      const { message, said } = await check(right);
      assert.equal(message, `The model provider refuses the key: check ${provider.toUpperCase()}_API_KEY.`);
      assert.equal(said?.message, 'Incorrect API key: [key]');
    });

    it('tells of a server that loads or is not there yet', async () => {
      vendor.instead = () => ({ status: 503, body: { error: { message: 'Loading model' } } });
      assert.match((await check(right)).message, /still loads/);
      await vendor.goAway();
      try {
        const { isGood, message, said } = await check(right);
        assert.deepEqual([isGood, said?.code], [false, 'ECONNREFUSED']);
        assert.match(message, /does not answer at .* yet/);
      } finally {
        await vendor.comeBack();
      }
    });
  });
}
