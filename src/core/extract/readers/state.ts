/** The page's scripts start from the values that they show. */

import type { Candidate } from '../candidate.js';
import type { Question, Reader } from '../engine/reader.js';
import { isList } from '../entity.js';
import { fitsExample } from '../example.js';
import { propertyNames } from '../property-names.js';
import { shapeValues } from '../shape.js';
import { valuesNamed } from '../sources/state.js';
import { isListOfLines } from './labels.js';

/** Who offers the thing has an address and a type too: only where nothing else has. */
const OF_OTHER = 0.5;

export const stateReader: Reader = { rules: ['state.key'], read: stateCandidates };

function* stateCandidates(question: Question): Generator<Candidate> {
  const { concept, field, page } = question;
  if (isListOfLines(question) || (field.type.startsWith('array<') && concept?.plural === false)) return;
  const names = new Set(propertyNames(field.field));
  for (const { node, path, isIdentified } of page.stateObjects()) {
    if (concept?.describes?.(node, page) === false) continue;
    for (const found of valuesNamed(node, names)) {
      const values = isList(found.value) ? found.value : [found.value];
      const value = shapeValues(values, concept?.shape ?? 'text', field.type, page.doc.baseUrl);
      if (typeof value === 'string' && !fitsExample(field, value)) continue;
      const confidence = found.isOfOther ? OF_OTHER : isIdentified ? 0.7 : 0.55;
      yield { rule: 'state.key', source: 'state', path: `${path}.${found.path}`, value, confidence };
    }
  }
}
