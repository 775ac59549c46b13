import { strict as assert } from 'node:assert';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

const PRODUCTS = {
  field: 'products',
  type: 'array<object>',
  fields: [
    { field: 'name', type: 'string', example: 'Green teapot' },
    { field: 'price', type: 'float', example: 12.5 },
    { field: 'url', type: 'string', example: 'https://shop.test/p/1' },
  ],
};
const CARDS = [
  ['Red kettle', '31.00 EUR', 1],
  ['Blue kettle with a lid', null, 2],
  ['Copper pot', '49.50 EUR', 3],
  ['Tea tray', '12.00 EUR', 4],
] as const;
const LISTING = `<!doctype html><html lang="en"><title>Shop</title><body><nav><a href="/">Home</a></nav><main><h1>All goods</h1>
  ${CARDS.map(
    ([name, price, id]) =>
      `<div class="card"><h2 class="name"><a href="/p/${id}">${name}</a></h2>${price === null ? '' : `<p class="price">${price}</p>`}</div>`,
  ).join('')}</main></body></html>`;
const BODY = JSON.stringify({
  total: 2,
  data: {
    products: [
      { name: 'Red kettle', price: '31.00', url: '/p/1' },
      { name: 'Blue kettle', url: '/p/2' },
    ],
  },
});

const field = (over: object = {}): object => ({ field: 'title', type: 'string', example: 'x', ...over });
const object = (fields?: unknown): object => ({ field: 'a', type: 'array<object>', fields });
const many = (count: number): object[] => Array.from({ length: count }, (_, n) => field({ field: `f${n}` }));

/** What is wrong with a schema, and what the refusal says of it. */
const REFUSED: readonly (readonly [what: string, schema: unknown[], says: RegExp])[] = [
  ['an object without fields', [object()], /^schema\[0\]\.fields is required/],
  ['an object with no field', [object([])], /^schema\[0\]\.fields .*one field/],
  ['fields of a scalar', [field({ fields: [field()] })], /^schema\[0\]\.fields .*object and array<object>/],
  [
    'fields of a scalar in an object',
    [object([field({ fields: [] })])],
    /^schema\[0\]\.fields\[0\]\.fields .*object/,
  ],
  [
    'a duplicate field of an object',
    [object([field(), field()])],
    /^schema\[0\]\.fields\[1\]\.field repeats/,
  ],
  [
    'a field of an object without a type',
    [object([{ field: 'a' }])],
    /^schema\[0\]\.fields\[0\]\.type is required/,
  ],
  [
    'a field of an object that is no object',
    [object(['name'])],
    /^schema\[0\]\.fields\[0\] must be an object/,
  ],
  [
    'an object in an object in an object',
    [object([{ ...object([object([field()])]), field: 'b' }])],
    /^schema\[0\]\.fields\[0\]\.fields\[0\]\.type .*an object within an object/,
  ],
  [
    '201 fields with those of objects',
    [object(many(100)), { ...object(many(99)), field: 'b' }],
    /^schema .*200/,
  ],
  [
    'a type that only fields of objects have',
    [field({ type: 'array<date>' })],
    /^schema\[0\]\.type must be one/,
  ],
];

describe('objects in the schema', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;
  let key: string;

  before(async () => {
    service = await sharedService();
    site = await startSite(({ url = '' }, response) => {
      const [type, body] = url.startsWith('/listing')
        ? ['text/html; charset=utf-8', LISTING]
        : url.startsWith('/json')
          ? ['application/json', BODY]
          : ['text/html', `<title>Nothing</title><h1>Nothing</h1>`];
      response.writeHead(200, { 'Content-Type': type });
      response.end(body);
      return true;
    });
    ({ key } = await service.api.account());
  });
  after(() => site.close());

  const cards = (): object[] =>
    CARDS.map(([name, price, id]) => ({
      name,
      price: price === null ? null : parseFloat(price),
      url: `${site.url}/p/${id}`,
    }));
  const listed = (): object[] => [
    { name: 'Red kettle', price: 31, url: `${site.url}/p/1` },
    { name: 'Blue kettle', price: null, url: `${site.url}/p/2` },
  ];
  const extract = (path: string, ...schema: object[]): Promise<any> =>
    service.api.post(key, '/v1/extract', { url: `${site.url}${path}`, schema });

  it('are the cards of a listing, with null where a card has a gap', async () => {
    const { status, body } = await extract('/listing', PRODUCTS, {
      field: 'title',
      type: 'string',
      example: 'x',
    });
    assert.equal(status, 200);
    assert.deepEqual(body.data, { products: cards(), title: 'All goods' });
    assert.deepEqual(body.warnings, ["coerced 'products.price' from '31.00 EUR' to 31"]);
  });

  it('are the things of a JSON document, and [] or null where there are none', async () => {
    assert.deepEqual((await extract('/json', PRODUCTS)).body.data, { products: listed() });
    const seller = { field: 'seller', type: 'object', fields: [{ field: 'name', type: 'string' }] };
    assert.deepEqual((await extract('/none', PRODUCTS, seller)).body.data, { products: [], seller: null });
  });

  it('come with every page of a batch, and are stored with it', async () => {
    const urls = [`${site.url}/listing/1`, `${site.url}/json/1`];
    const { body, headers } = await service.api.post(key, '/v1/batch', { urls, schema: [PRODUCTS] });
    const data = [{ products: cards() }, { products: listed() }];
    assert.deepEqual(
      body.results.map((page: any) => page.data),
      data,
    );
    const stored = await service.api.get(key, `/v1/jobs/${headers.get('x-job-id')}`);
    assert.deepEqual(
      stored.body.results.map((page: any) => page.data),
      data,
    );
  });

  it('are kept in a static key, and answered from the cache', async () => {
    const { id } = await service.api.account();
    const issued = await service.api.admin('POST', `/accounts/${id}/keys`, {
      type: 'static',
      schema: [PRODUCTS],
    });
    assert.equal(issued.status, 201);
    for (const mode of ['fetch', 'cache']) {
      const { body } = await service.api.post(issued.body.key, '/v1/extract', {
        url: `${site.url}/json/static`,
      });
      assert.deepEqual(body.data, { products: listed() });
      // A list of things with a gap has no empty field.
      assert.equal(body.render_mode, mode);
    }
  });

  it('make another request of the same Idempotency-Key when their fields differ', async () => {
    const post = async (fields: object[]): Promise<any> =>
      service.api.post(
        key,
        '/v1/extract',
        { url: `${site.url}/json/again`, schema: [{ ...PRODUCTS, fields }] },
        { 'Idempotency-Key': 'objects-1' },
      );
    const first = await post(PRODUCTS.fields);
    const same = await post(PRODUCTS.fields.map(({ field, type, example }) => ({ example, type, field })));
    assert.equal(same.headers.get('x-job-id'), first.headers.get('x-job-id'));
    const other = await post(PRODUCTS.fields.slice(1));
    assert.deepEqual([other.status, other.body.error.code], [422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  for (const [what, schema, says] of REFUSED)
    it(`are refused: ${what}`, async () => {
      const body = { urls: [`${site.url}/json`], schema };
      const batch = await service.api.post(key, '/v1/batch', body);
      assert.deepEqual([batch.status, batch.body.error.code], [400, 'SCHEMA_INVALID']);
      assert.match(batch.body.error.message, says);
    });

  it('are refused for a static key too', async () => {
    const { id } = await service.api.account();
    const asked = { type: 'static', schema: [object([])] };
    assert.equal((await service.api.admin('POST', `/accounts/${id}/keys`, asked)).status, 400);
  });
});
