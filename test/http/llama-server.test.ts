import { strict as assert } from 'node:assert';
import { notedTool } from '../../src/adapters/tools.js';
import { TITLE, type TestAccount } from '../support/api.js';
import { startLlamaServer, type LlamaServer } from '../support/llama-server.js';
import { startService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { skipWithout } from '../support/skip.js';

const CODE = { field: 'secretCode', type: 'string', example: 'abc' };
const SCHEMA = [...TITLE, CODE];
/** Each byte is a token. */
const CONTEXT = 4_096;
const FILLER = '<p>A paragraph of nothing.</p>'.repeat(500);
/** The model answers "zqj" whatever it is shown. */
const PAGES: Readonly<Record<string, string>> = {
  says: '<p>You have zqj as our secret code.</p>',
  'says-not': '<p>We do not tell.</p>',
  long: `<p>You have zqj as our secret code.</p>${FILLER}`,
  picture: '<p>See the picture.</p><img src="/png/secret-code" alt="Secret code" width="300">',
};

/** The service with a real server of models, which no test of the protocol alone can replace. */
describe("a model on llama.cpp's own server", function () {
  this.timeout(120_000);
  let llama: LlamaServer;
  let site: TestSite;
  let service: TestService;
  let account: TestAccount;

  before(async function () {
    const python = notedTool('llamaPython');
    skipWithout('llama', python !== null, this);
    llama = await startLlamaServer(python ?? '', CONTEXT);
    site = await startSite((request, response) => {
      const name = (request.url ?? '').split('/').at(-1) ?? '';
      response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<!doctype html><title>Page ${name}</title><h1>Page ${name}</h1>${PAGES[name] ?? ''}`);
      return true;
    });
    service = await startService({
      ALLOW_PRIVATE_NETWORKS: `127.0.0.1:${site.port}`,
      LLM_PROVIDER: 'openai',
      LLM_MODEL: 'tiny',
      OPENAI_BASE_URL: `${llama.url}/v1`,
    });
    account = await service.api.account();
  });
  after(async () => {
    await service?.discard();
    await site?.close();
    await llama?.stop();
  });

  const extract = async (name: string, options: object = {}): Promise<any> =>
    (
      await service.api.post(account.key, '/v1/extract', {
        url: `${site.url}/${name}`,
        schema: SCHEMA,
        options: { no_cache: true, ...options },
      })
    ).body;

  it('answers in the form that was asked for, and what stands on the page counts', async () => {
    const page = await extract('says');
    assert.deepEqual(page.data, { title: 'Page says', secretCode: 'zqj' });
    assert.equal(page.warnings, undefined);
  });

  it('is not believed what the page does not say', async () => {
    const page = await extract('says-not');
    assert.deepEqual(page.data, { title: 'Page says-not', secretCode: null });
    assert.deepEqual(page.warnings, ["left out 'secretCode': what the model answered is not on the page"]);
  });

  it('is asked about as much of a page as its context holds', async () => {
    const page = await extract('long');
    assert.deepEqual(page.data, { title: 'Page long', secretCode: 'zqj' });
    assert.match(
      page.warnings.join(),
      /the model was shown \d+% of the page's text: its context of 4096 tokens/,
    );
  });

  it('is not asked about pictures, since it says that it takes none', async () => {
    const page = await extract('picture', { process_images: true });
    assert.deepEqual([page.data.secretCode, page.images_processed], [null, null]);
    assert.ok(
      page.warnings.includes("did not look at images for 'secretCode': the model does not see images"),
      page.warnings.join(),
    );
  });
});
