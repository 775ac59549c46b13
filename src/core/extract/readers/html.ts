/** What the page's HTML says in places made for it. */

import type { Reader } from '../engine/reader.js';
import { shapeValues } from '../shape.js';
import { mayAnswer } from './may-answer.js';

export const langReader: Reader = {
  rules: ['html.lang'],
  read: ({ concept, field, page: { doc } }) =>
    concept === undefined || !mayAnswer(concept, field.type) || doc.lang === null
      ? []
      : [{ rule: 'html.lang', source: 'html', path: 'html[lang]', value: doc.lang, confidence: 0.9 }],
};

export const canonicalReader: Reader = {
  rules: ['html.canonical'],
  read: ({ concept, field, page: { doc } }) => {
    if (concept === undefined || !mayAnswer(concept, field.type)) return [];
    const canonical = doc.facts.links.find(({ rel }) => rel.split(/\s+/).includes('canonical'));
    const value = shapeValues([canonical?.href ?? null], concept.shape, field.type, doc.baseUrl);
    return [{ rule: 'html.canonical', source: 'html', path: 'link[rel=canonical]', value, confidence: 0.9 }];
  },
};
