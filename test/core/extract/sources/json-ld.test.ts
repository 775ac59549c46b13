import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { FieldType, FieldValues } from '../../../../src/core/schema.js';

function extract(script: string, fields: Readonly<Record<string, FieldType>>): FieldValues {
  const schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  const doc = openDocument(
    `<script type="application/ld+json">${script}</script>`,
    'https://shop.test/kettle',
  );
  return extractFields(doc, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data;
}

const PRODUCT = { name: 'string', brand: 'string', price: 'float' } as const;
const ANSWER = { name: 'Kettle', brand: 'Acme', price: 24.9 };

describe('JSON-LD', () => {
  it('keeps numbers with more digits than a number can hold as they are written', () => {
    const script = '{"@type":"Product","name":"Kettle","sku":1234567890123456789,"gtin13":[4006381333931]}';
    assert.deepEqual(extract(script, { sku: 'string', gtin: 'string' }), {
      sku: '1234567890123456789',
      gtin: '4006381333931',
    });
  });
  it('may use names of its own for those of schema.org', () => {
    for (const thing of [
      {
        '@context': { schema: 'https://schema.org/' },
        '@type': 'schema:Product',
        'schema:name': 'Kettle',
        'schema:brand': { 'schema:name': 'Acme' },
        'schema:offers': { 'schema:price': 24.9 },
      },
      {
        '@context': ['https://other.test/', { s: 'http://schema.org/' }],
        '@type': 's:Product',
        's:name': 'Kettle',
        's:brand': { 's:name': 'Acme' },
        's:offers': { 's:price': 24.9 },
      },
      {
        '@type': 'https://schema.org/Product',
        'https://schema.org/name': 'Kettle',
        'http://schema.org/brand': { 'http://schema.org/name': [{ '@value': 'Acme' }] },
        'http://schema.org/offers': [{ 'http://schema.org/price': [{ '@value': 24.9 }] }],
      },
      {
        '@context': { '@vocab': 'https://schema.org/' },
        '@type': 'Product',
        name: 'Kettle',
        brand: 'Acme',
        offers: { price: 24.9 },
      },
      {
        '@context': [
          {
            ware: 'schema:name',
            kind: '@type',
            maker: { '@id': 'schema:brand' },
            schema: 'https://schema.org/',
          },
        ],
        kind: 'schema:Product',
        ware: 'Kettle',
        maker: 'Acme',
        'schema:offers': { '@list': [{ 'schema:price': 24.9 }] },
      },
    ])
      assert.deepEqual(extract(JSON.stringify(thing), PRODUCT), ANSWER, JSON.stringify(thing));
    const foreign = {
      '@context': { s: 'https://other.test/' },
      '@type': 'Product',
      sku: '1',
      's:brand': 'Acme',
    };
    assert.equal(extract(JSON.stringify(foreign), PRODUCT)['brand'], null);
  });

  it('is read where it is no JSON', () => {
    for (const script of [
      '{"@type":"Product","name":"Kettle","brand":"Acme","offers":{"price":24.9',
      '[{"@type":"Product","name":"Kettle","brand":"Acme","offers":[{"price":24.9}',
      "{'@type':'Product','name':'Kettle','brand':{'name':'Acme'},'offers':{'price':24.9}}",
      '{"@type":"Product","name":"Kettle","brand":"Acme","offers":{"price":24.9,},}',
      '{@type:"Product",name:"Kettle",/* of */ brand:"Acme", // it\n offers:{price:24.9, url: undefined, sold: False}}',
      '/*<![CDATA[*/{"@type":"Product","name":"Kettle","brand":"Acme","offers":{"price":24.9}}/*]]>*/',
      '<![CDATA[{"@type":"Product","name":"Kettle","brand":"Acme","offers":{"price":24.9}}]]>',
      '<!-- {"@type":"Product","name":"Kettle","brand":"Acme","offers":{"price":24.9}} -->',
      '{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Kettle&quot;,&quot;brand&quot;:&quot;Acme&quot;,&quot;offers&quot;:{&quot;price&quot;:24.9}}',
      '{"@type":"Product","description":"a "big" one","name":"Kettle","brand":"Acme","offers":{"price":24.9}}',
      '{"@type":"Product","name":"Kettle","brand":"Acme","offers":{"price":24.9}};',
    ])
      assert.deepEqual(extract(script, PRODUCT), ANSWER, script);
    assert.equal(
      extract(`{'@type':'Product','name':'It\\'s "hot"','sku':1}`, PRODUCT)['name'],
      'It\'s "hot"',
    );
    assert.deepEqual(extract('{"@type":"Product","name":', PRODUCT), {
      name: null,
      brand: null,
      price: null,
    });
  });

  it('answers by the names that a thing describes itself with', () => {
    const pair = (name: string, value: unknown): object => ({ '@type': 'PropertyValue', name, value });
    const additionalProperty = [
      pair('Farbe', 'Blau'),
      pair('Seat height', 45),
      pair('Artikelnummer', 'K-17'),
      pair('Garantie', '2 Jahre'),
    ];
    const script = JSON.stringify({ '@type': 'Product', name: 'Chair', additionalProperty });
    const asked = {
      color: 'string',
      seat_height: 'integer',
      sku: 'string',
      garantie: 'string',
      material: 'string',
    } as const;
    const answer = { color: 'Blau', seat_height: 45, sku: 'K-17', garantie: '2 Jahre', material: null };
    assert.deepEqual(extract(script, asked), answer);
  });

  it('follows ids, also where they are text, and what names a thing from elsewhere', () => {
    const graph = [
      { '@type': 'Article', '@id': '#a', headline: 'Rain', author: '#ann', publisher: { '@id': '#p' } },
      { '@id': '#ann', name: 'Ann Lee' },
      { '@type': 'Organization', '@id': '#p', name: 'The Paper' },
    ];
    const asked = { title: 'string', author: 'string', publisher: 'string' } as const;
    const answer = { title: 'Rain', author: 'Ann Lee', publisher: 'The Paper' };
    assert.deepEqual(extract(JSON.stringify({ '@graph': graph }), asked), answer);
    const reverse = {
      '@type': 'Organization',
      name: 'The Paper',
      '@reverse': { publisher: { '@type': 'Article', headline: 'Rain', author: 'Ann Lee' } },
    };
    assert.deepEqual(extract(JSON.stringify(reverse), { title: 'string', author: 'string' }), {
      title: 'Rain',
      author: 'Ann Lee',
    });
  });
});
