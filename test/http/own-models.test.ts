import { strict as assert } from 'node:assert';
import { TITLE, type TestAccount } from '../support/api.js';
import { GUARANTEE, PNG } from '../support/guarantee.js';
import { startModelService, type ModelService } from '../support/model-service.js';
import type { SiteHandler } from '../support/site.js';
import type { Home } from '../support/vendor/types.js';

const SCHEMA = [...TITLE, GUARANTEE];
const FILLER = Array.from({ length: 400 }, (_, n) => `<p>Paragraph ${n} speaks of nothing of the kind.</p>`);

/** The answer stands at the beginning of a page that is longer than the context. */
const PAGES: Readonly<Record<string, string>> = {
  short: '<p>You have our guarantee on it for seven years, all parts.</p>',
  long: `<p>You have our guarantee on it for seven years, all parts.</p>${FILLER.join('')}`,
  image: '<p>See the card.</p><img src="/png/guarantee-card" alt="Guarantee period" width="300">',
};

const respond: SiteHandler = (request, response) => {
  const [, kind, name = ''] = (request.url ?? '').split('/');
  if (kind === 'png') response.writeHead(200, { 'Content-Type': 'image/png' }).end(PNG);
  else if (kind === 'page')
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end(`<!doctype html><title>Page ${name}</title><h1>Page ${name}</h1>${PAGES[name]}`);
  else return false;
  return true;
};

const HOMES: readonly Home[] = [
  { kind: 'ollama', context: 2_048, vision: false, tells: false },
  { kind: 'llama.cpp', context: 2_048, vision: false, tells: true },
];

for (const home of HOMES) {
  describe(`a model on ${home.kind} that ${home.tells ? 'tells' : 'does not tell'} about itself`, function () {
    this.timeout(120_000);
    let all: ModelService;
    let account: TestAccount;

    before(async () => {
      all = await startModelService('openai', respond, {});
    });
    after(() => all?.discard());
    beforeEach(async () => {
      all.vendor.reset();
      all.vendor.home = home;
      account = await all.service.api.account();
      // A model says what its page says, or else what it makes up.
      all.vendor.answer = ({ page, images, system }) => {
        const says = /seven years/.test(page) ? 'seven years' : /images/.test(system) ? '9 years' : '';
        return { values: { guaranteePeriod: images > 0 ? '5 years' : says } };
      };
    });

    const extract = async (name: string, options: object = {}): Promise<any> => {
      const url = `${all.site.url}/page/${name}`;
      return (await all.service.api.post(account.key, '/v1/extract', { url, schema: SCHEMA, options })).body;
    };

    it('answers from a page that is longer than its context', async () => {
      const page = await extract('long', { no_cache: true });
      assert.deepEqual(page.data, { title: 'Page long', guaranteePeriod: 'seven years' });
      assert.match(page.warnings.join(), /the model was shown \d+% of the page's text/);
      // Sized by what is known by now, the next one is asked once.
      const calls = all.vendor.calls.length + all.vendor.refused.length;
      assert.equal((await extract('long', { no_cache: true })).data.guaranteePeriod, 'seven years');
      const more = all.vendor.calls.length + all.vendor.refused.length - calls;
      assert.equal(more, home.kind === 'ollama' && !home.tells ? 2 : 1);
    });

    it('is told a bound for its answer that it knows, and to answer alike each time', async () => {
      await extract('short', { no_cache: true });
      const body = all.vendor.calls[0]?.body;
      assert.deepEqual([body?.max_tokens, body?.temperature, typeof body?.seed], [1_024, 0, 'number']);
    });

    it('is not believed about images that it does not see', async () => {
      const page = await extract('image', { process_images: true, no_cache: true });
      assert.deepEqual(page.data, { title: 'Page image', guaranteePeriod: null });
      assert.equal(page.images_processed, null);
      assert.deepEqual(page.warnings, [
        "did not look at images for 'guaranteePeriod': the model does not see images",
      ]);
      await extract('image', { process_images: true, no_cache: true });
      const shown = [...all.vendor.refused, ...all.vendor.calls.map(({ body }) => body)].filter(
        ({ messages }) => /images/.test(JSON.stringify(messages[0])),
      );
      assert.equal(shown.length, home.tells ? 0 : 1);
    });
  });
}
