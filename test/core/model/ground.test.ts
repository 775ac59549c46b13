import { strict as assert } from 'node:assert';
import { groundAnswer, readImageAnswer, type AnswerPart } from '../../../src/core/model/ground.js';
import type { FieldType, FieldValue } from '../../../src/core/schema.js';
import type { Question } from '../../../src/core/model/question.js';

const PAGE = [
  'The Blue Kettle \u2014 \u201cfast\u201d boiling',
  'Now only 1.299,50 \u20ac instead of 1.500,00 \u20ac, 24.90 extra',
  'Made in Solingen, since 2019',
  'Published 14 March 2024',
  'No pets are allowed in the kitchen',
  'Verified by our team',
  'Colours: red; blue; midnight green',
  '\u6771\u4eac\u90fd\u6e2f\u533a',
].join('\n');

const ask = (type: FieldType, field = 'x', passages = PAGE): Question => ({
  url: 'http://a.test/',
  fields: [{ field, type }],
  passages,
  lang: 'de',
  asOf: '2024-03-20T12:00:00Z',
  images: [],
});

function read(
  type: FieldType,
  part: AnswerPart,
  field = 'x',
): { value: FieldValue; warnings: readonly string[] } {
  const { values, warnings } = groundAnswer(ask(type, field), { f1: part });
  return { value: values.get(field) ?? null, warnings };
}

describe("a model's answer", () => {
  const GOOD: readonly [FieldType, AnswerPart, FieldValue][] = [
    ['string', 'Solingen', 'Solingen'],
    ['string', 'the blue  kettle - "fast" boiling', 'the blue kettle - "fast" boiling'],
    ['string', 'Now only 1.299,50 \u20ac', 'Now only 1.299,50 \u20ac'],
    ['string', '\u6e2f\u533a', '\u6e2f\u533a'],
    ['string', 'boiling Now only', 'boiling Now only'],
    ['float', '1.299,50 \u20ac', 1299.5],
    ['float', 1299.5, 1299.5],
    ['float', '24.90', 24.9],
    ['integer', '2019', 2019],
    ['date', '14 March 2024', '2024-03-14'],
    ['date', '2024-03-14', '2024-03-14'],
    ['array<string>', ['red', 'midnight green'], ['red', 'midnight green']],
    ['array<integer>', ['2019'], [2019]],
    ['boolean', { answer: 'yes', quote: 'Verified' }, true],
    ['string', 2019, '2019'],
  ];
  for (const [type, part, value] of GOOD)
    it(`counts when it stands on the page: ${type} ${JSON.stringify(part)}`, () => {
      assert.deepEqual(read(type, part).value, value);
    });

  const BAD: readonly [FieldType, AnswerPart][] = [
    ['string', 'Remscheid'],
    ['string', 'Solinge'],
    ['string', 'ingen'],
    ['string', '201'],
    ['string', '24'],
    ['float', 1300],
    ['float', '99.99'],
    ['integer', 201],
    ['date', '2024-03-15'],
    ['date', '1 January 2020'],
    ['array<string>', ['purple']],
    ['array<float>', [7.5]],
    ['boolean', { answer: 'yes', quote: 'Certified by the state' }],
    ['boolean', { answer: 'no', quote: 'Verified' }],
    ['boolean', { answer: 'yes', quote: 'Solingen' }],
  ];
  for (const [type, part] of BAD)
    it(`is left out with a warning when it does not: ${type} ${JSON.stringify(part)}`, () => {
      const { value, warnings } = read(type, part);
      assert.equal(value, null);
      assert.match(warnings.join(), /^left out 'x': /);
    });

  const NOTHING: readonly [FieldType, AnswerPart][] = [
    ['string', ''],
    ['string', 'n/a'],
    ['string', null],
    ['string', { answer: 'yes', quote: 'Verified' }],
    ['float', 'unknown'],
    ['array<string>', []],
    ['boolean', { answer: 'unknown', quote: '' }],
    ['boolean', 'yes'],
  ];
  for (const [type, part] of NOTHING)
    it(`is nothing without a word: ${type} ${JSON.stringify(part)}`, () => {
      assert.deepEqual(read(type, part), { value: null, warnings: [] });
    });

  it('takes yes or no for words that no rule knows when they are about the field', () => {
    const quote = 'No pets are allowed in the kitchen';
    assert.equal(read('boolean', { answer: 'no', quote }, 'petsAllowed').value, false);
    assert.equal(read('boolean', { answer: 'yes', quote: 'Made in Solingen' }, 'petsAllowed').value, null);
  });

  it('keeps the items of a list that stand on the page, and tells of the others', () => {
    const { value, warnings } = read('array<string>', ['red', 'purple', 'blue']);
    assert.deepEqual(value, ['red', 'blue']);
    assert.equal(warnings.length, 1);
  });

  it('reads what is relative to the day of the page', () => {
    const question = ask('date', 'x', 'posted yesterday');
    assert.equal(groundAnswer(question, { f1: 'yesterday' }).values.get('x'), '2024-03-19');
  });

  it('ignores keys that were not asked for, and survives names of the language', () => {
    const question: Question = { ...ask('string'), fields: [{ field: '__proto__', type: 'string' }] };
    const { values } = groundAnswer(question, { f1: 'Solingen', f2: 'red', constructor: 'blue' });
    assert.deepEqual([...values], [['__proto__', 'Solingen']]);
  });

  it('is believed about images, and says so', () => {
    const { values, warnings } = readImageAnswer(ask('float'), { f1: '\u20ac 7,50' });
    assert.equal(values.get('x'), 7.5);
    assert.ok(warnings.includes("read 'x' from an image"));
  });
});
