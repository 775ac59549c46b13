/** Parts of where something is: its point on a map, the postal code in its address. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { valuesAt } from '../entity.js';
import { pageAddresses } from '../structure/contacts.js';
import { mapPoints, type Point } from '../structure/map-point.js';
import { placeLines } from '../structure/place-line.js';
import { postalCodeIn } from '../structure/postal-code.js';
import { ENTITY_SOURCES } from './entities.js';

export const latitudeReader = pointReader('latitude');
export const longitudeReader = pointReader('longitude');

function pointReader(part: keyof Point): Reader {
  return {
    rules: ['map.point'],
    read: ({ field, page }) => (field.type.startsWith('array<') ? [] : mapPoints(page, part)),
  };
}

export const placeLineReader: Reader = {
  rules: ['heading.place'],
  read: ({ field, page }) => (field.type === 'string' ? placeLines(page) : []),
};

export const postalCodeReader: Reader = { rules: ['address.part'], read: postalCodes };

/** Of the address that a thing is described with in one text, then of the one that the page shows. */
function postalCodes({ field, page }: Question): Candidate[] {
  if (field.type !== 'string') return [];
  const described = ENTITY_SOURCES.flatMap((source) =>
    page.entities[source]().flatMap(({ entity }) =>
      ['address', 'location.address'].flatMap((path) => valuesAt(entity.node, path, page.dereference)),
    ),
  );
  const shown = [...pageAddresses(page, false), ...placeLines(page)].map(({ value }) => value);
  const code = [...described, ...shown]
    .map((address) => (typeof address === 'string' ? postalCodeIn(address) : null))
    .find((found) => found !== null);
  return code === undefined
    ? []
    : [{ rule: 'address.part', source: 'text', path: 'address', value: code, confidence: 0.6 }];
}
