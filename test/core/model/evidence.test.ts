import { strict as assert } from 'node:assert';
import { imageEvidence, modelOutcomes, textEvidence } from '../../../src/core/model/evidence.js';
import { groundAnswer, readImageAnswer, type ModelAnswer } from '../../../src/core/model/ground.js';
import type { Question } from '../../../src/core/model/question.js';

const QUESTION: Question = {
  url: 'http://a.test/',
  fields: [
    { field: 'place', type: 'string' },
    { field: 'published', type: 'date' },
    { field: 'colours', type: 'array<string>' },
    { field: 'verified', type: 'boolean' },
    { field: 'weight', type: 'float' },
    { field: 'height', type: 'float' },
  ],
  passages: 'Made in Solingen\nPublished 14 March 2024\nred; blue; green\nVerified by our team',
  lang: 'en',
  asOf: '2024-03-20T12:00:00Z',
  images: [],
};
const ANSWER: ModelAnswer = {
  f1: 'Solingen',
  f2: '2024-03-14',
  f3: ['red', 'pink', 'blue'],
  f4: { answer: 'yes', quote: 'Verified by our team' },
  f5: '12 kg',
  f6: '',
};

describe("a model's evidence", () => {
  const { values } = groundAnswer(QUESTION, ANSWER);
  const read = { question: QUESTION, answer: ANSWER, values };
  const evidence = textEvidence(read, 'a-model');

  it('tells words of the page from what follows from them, and has none for what was left out', () => {
    const model = { source: 'model', path: 'a-model' };
    const quoted = { rule: 'model.quoted', ...model, confidence: 0.7 };
    assert.deepEqual(evidence, {
      place: { ...quoted, raw: 'Solingen' },
      published: { rule: 'model.derived', ...model, raw: '2024-03-14', confidence: 0.6 },
      colours: { ...quoted, raw: '["red","pink","blue"]', items: 2 },
      verified: { ...quoted, raw: 'Verified by our team' },
    });
  });

  it('is counted: what the page does not say as left out, silence not at all', () => {
    assert.deepEqual(modelOutcomes(read, evidence), [
      { rule: 'model.quoted', outcome: 'answered' },
      { rule: 'model.derived', outcome: 'answered' },
      { rule: 'model.quoted', outcome: 'answered' },
      { rule: 'model.quoted', outcome: 'answered' },
      { rule: 'model.quoted', outcome: 'left_out' },
    ]);
  });

  it('says that a value came from an image', () => {
    const seen = readImageAnswer(QUESTION, { f5: '12 kg' });
    const ofImage = imageEvidence({ ...read, answer: { f5: '12 kg' }, values: seen.values }, 'a-model');
    assert.deepEqual(ofImage, {
      weight: { rule: 'model.image', source: 'image', path: 'a-model', raw: '12 kg', confidence: 0.5 },
    });
  });
});
