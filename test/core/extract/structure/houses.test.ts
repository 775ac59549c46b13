import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import { pointInAddress } from '../../../../src/core/extract/structure/map-point.js';
import { postalCodeIn } from '../../../../src/core/extract/structure/postal-code.js';
import type { FieldType } from '../../../../src/core/schema.js';

function one(html: string, field: string, type: FieldType): unknown {
  const doc = openDocument(html, 'https://homes.test/mill-lane');
  return extractFields(doc, [{ field, type }], { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data[field];
}

describe('areas of a house', () => {
  const area = (html: string, field = 'floor_area'): unknown => one(html, field, 'float');
  const line = '<h1>House</h1><p>4 rooms • 96 m² • 640 m² of land</p>';

  it('are told apart by the words beside them', () => {
    assert.equal(area(line), 96);
    assert.equal(area(line, 'plot_area'), 640);
    assert.equal(area('<h1>Haus</h1><p>Grundstück ca. 640 m²</p>', 'plot_area'), 640);
    assert.equal(area('<h1>House</h1><p>273 m² terrace</p><p>4 872 €/m²</p>'), null);
  });
  it('are those of the title, or by the heading, rather than of other houses', () => {
    const others = '<p>Villa</p><p>88 m²</p><p>510 m² of land</p>';
    assert.equal(area(`${line}${'<p>Text.</p>'.repeat(60)}${others}`), 96);
    assert.equal(area(`<title>House, 96 m²</title><p>96 m²</p>${others}`), 96);
    assert.equal(area(`<p>640 m² of land</p><p>640 m² of land</p>${others}`, 'plot_area'), 640);
    assert.equal(area(`<p>640 m² of land</p>${others}`, 'plot_area'), null);
  });
});

describe('facts of a house without a label of their own', () => {
  it('are told by a class of energy below its heading, or behind its consumption', () => {
    const energy = (html: string): unknown => one(`<h1>House</h1>${html}`, 'energy_rating', 'string');
    assert.equal(energy('<h3>Performance énergétique (DPE)</h3><svg></svg><p>Voir</p><p>C</p>'), 'C');
    assert.equal(energy('<dl><dt>Energy class<dd>C (120 kWh/m²)</dl>'), 'C');
    assert.equal(energy('<dl><dt>Energy class<dd>Exempt (no. 3)</dl>'), 'Exempt (no. 3)');
    assert.equal(energy('<h3>Emissions</h3><p>A</p>'), null);
  });
  it('are told by the heading and by sentences below it', () => {
    const kind = (heading: string): unknown => one(`<h1>${heading}</h1>`, 'property_type', 'string');
    assert.equal(kind('Maison à vendre'), 'Maison');
    assert.equal(kind('3 bedroom semi-detached house for sale in Leeds'), 'semi-detached house');
    assert.equal(kind('Piso en venta en Calle Mayor'), 'Piso');
    assert.equal(kind('A house in Leeds that is waiting for sale'), null);
    assert.equal(one('<dl><dt>Tipologia<dd>Casa | Libera</dl>', 'property_type', 'string'), 'Casa');
    const flat = '<h1>Piso</h1><p>Piso de 3 dormitorios en Leeds con 12 sillas.</p>';
    assert.equal(one(flat, 'bedrooms', 'integer'), 3);
    assert.equal(one('<h1>Piso</h1><p>Casa de 3.5 dormitorios</p>', 'bedrooms', 'integer'), null);
  });
  it('may stand by a label that explains itself', () => {
    const why =
      'What the law calls the way in which somebody has a right to live in a home, in several kinds';
    const html = `<dl><dt><span>TENURE</span><div>${why}</div><dd>Freehold</dl>`;
    assert.equal(one(html, 'tenure', 'string'), 'Freehold');
  });
  it('are still told by their names in the markup', () => {
    assert.equal(
      one('<h1>House</h1><b data-testid="property-type">House</b>', 'property_type', 'string'),
      'House',
    );
  });
});

describe('the place of a house', () => {
  const address = (html: string): unknown => one(html, 'address', 'string');

  it('stands below its heading, in a line that is named for it', () => {
    assert.equal(
      address('<h1>Piso</h1><h2 class="position">Mayor (Centro. Leeds)</h2>'),
      'Mayor (Centro. Leeds)',
    );
    assert.equal(address('<h1>Piso</h1><p class="location">see it on the map</p>'), null);
  });
  it('has the postal code', () => {
    const html = '<h1>Flat</h1><p class="location">Old Town, Leeds (12100)</p>';
    assert.equal(one(html, 'postal_code', 'string'), '12100');
  });
  it('is what is said to be for sale', () => {
    assert.equal(address('<h1>Flat for sale in Mill Lane 12, Leeds - 90 sqm</h1>'), 'Mill Lane 12, Leeds');
    assert.equal(address('<h1>Piso en venta en Calle Mayor, 13, Leeds</h1>'), 'Calle Mayor, 13, Leeds');
    assert.equal(address('<h1>Kettles for sale: buy one, get two</h1>'), null);
  });
});

describe('the point on a map', () => {
  const point = (latitude: string, longitude: string): unknown => ({ latitude, longitude });

  it('is in the address of the map', () => {
    for (const address of [
      'https://maps.test/maps?q=53.80416,-1.549012&z=14',
      'https://maps.test/staticmap?center=53.80416%2C-1.549012&zoom=14',
      'https://maps.test/staticmap?markers=color:red%7C53.80416,-1.549012',
      'https://maps.test/maps/place/X/@53.80416,-1.549012,17z',
      'https://maps.test/maps/embed?pb=!1m18!2d-1.549012!3d53.80416!2m3',
      'https://maps.test/?mlat=53.80416&mlon=-1.549012',
      'https://maps.test/#map=15/53.80416/-1.549012',
      'https://tiles.test/styles/a/static/-1.549012,53.80416,13/400x200.png',
    ])
      assert.deepEqual(pointInAddress(address), point('53.80416', '-1.549012'), address);
    assert.equal(pointInAddress('https://shop.test/?q=12.345,kettle'), null);
    assert.equal(pointInAddress('https://maps.test/?q=91.36907,-1.549012'), null);
  });

  it('is in attributes and scripts as well, and none where two differ', () => {
    const latitude = (html: string): unknown => one(`<h1>House</h1>${html}`, 'latitude', 'float');
    assert.equal(latitude('<div data-lat="53.80416" data-lng="-1.549012"></div>'), 53.80416);
    assert.equal(latitude('<script>map(new google.maps.LatLng(53.80416, -1.549012))</script>'), 53.80416);
    assert.equal(latitude('<script>var o = { lat: 53.80416, lng: -1.549012 }</script>'), 53.80416);
    assert.equal(
      latitude('<i data-lat="50.1" data-lng="8.1"></i><i data-lat="52" data-lng="8.1"></i>'),
      null,
    );
  });
});

describe('the postal code in an address', () => {
  for (const [address, code] of [
    ['Mill Lane, Leeds LS1 4AP', 'LS1 4AP'],
    ['12 Mill Lane, Ballarat VIC 3350', '3350'],
    ['12345 Main Street, Austin, TX 78701', '78701'],
    ['Hauptstraße 5, 80331 München', '80331'],
    ['Kerkstraat 5, 1017 GA Amsterdam', '1017 GA'],
    ['Old Town, Millau (12100)', '12100'],
    ['ul. Długa 5, 00-238 Warszawa', '00-238'],
    ['Via Roma 10, Milano', null],
    ['12345 Main Street', null],
  ] as const)
    it(`of ${address}`, () => assert.equal(postalCodeIn(address), code));
});
