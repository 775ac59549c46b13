/** Snippets for the rules of houses: what they find, and what they must pass over. */

import { type RuleVector, float, integer, string } from './snippets.js';

export const HOUSE_VECTORS = {
  'area.unit': {
    field: { field: 'area', type: 'float', example: 80 },
    finds: '<h1>House</h1><ul><li>3 rooms<li>273 m²</ul>',
    passes: '<h1>House</h1><ul><li>273 m²<li>90 m²</ul>',
  },
  'energy.class': {
    field: string('energy_class'),
    finds: '<h1>House</h1><h3>Energy class</h3><p>Scale</p><p>143 kWh/m² <b>E</b></p>',
    passes: '<h1>House</h1><h3>Emission class</h3><p>Scale</p><p>143 kg/m² <b>E</b></p>',
  },
  'heading.kind': {
    field: string('property_type'),
    finds: '<h1>3 bedroom terraced house for sale in Leeds</h1>',
    passes: '<h1>Terraced houses of Leeds</h1>',
  },
  'heading.place': {
    field: string('address'),
    finds: '<h1>Flat</h1><p class="location">Old Town, Leeds</p>',
    passes: '<h1>Flat</h1><p class="lead">Old Town, Leeds</p>',
  },
  'count.text': {
    field: integer('bedrooms'),
    finds: '<h1>House</h1><p>A house of 3 bedrooms in Leeds.</p>',
    passes: '<h1>House</h1><p>A house of 3 floors in Leeds.</p>',
  },
  'map.point': {
    field: float('latitude'),
    finds: '<h1>House</h1><iframe src="https://maps.test/?center=53.8042,-1.5490"></iframe>',
    passes: '<h1>House</h1><iframe src="https://films.test/?size=53.8042,-1.5490"></iframe>',
  },
  'address.part': {
    field: string('postal_code'),
    finds: '<h1>House</h1><address>Main Street 5, 12345 Berlin</address>',
    passes: '<h1>House</h1><address>Main Street 12345, Berlin</address>',
  },
} satisfies Readonly<Record<string, RuleVector>>;
