/** What pages about houses show without a label. */

import type { Reader } from '../engine/reader.js';
import { countsInText } from '../structure/counts.js';
import { energyClasses } from '../structure/energy-class.js';
import { houseKinds } from '../structure/house-kind.js';

export const countReader: Reader = {
  rules: ['count.text'],
  read: ({ concept, field, page }) =>
    concept === undefined || field.type.startsWith('array<') ? [] : countsInText(page, concept.labels),
};

export const energyReader: Reader = {
  rules: ['energy.class'],
  read: ({ concept, field, page }) =>
    concept === undefined || field.type !== 'string' ? [] : energyClasses(page, concept.labels),
};

export const houseKindReader: Reader = {
  rules: ['heading.kind'],
  read: ({ field, page }) => (field.type === 'string' ? houseKinds(page) : []),
};
