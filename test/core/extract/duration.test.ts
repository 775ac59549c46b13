import assert from 'node:assert/strict';
import { isoMinutes, wordedMinutes } from '../../../src/core/extract/coerce/duration.js';

describe('wordedMinutes', () => {
  const reads = (text: string, minutes: number | null): void => {
    it(`reads "${text}"`, () => assert.equal(wordedMinutes(text), minutes));
  };
  reads('1 hr 30 min', 90);
  reads('45m', 45);
  reads('1 1/2 hours', 90);
  reads('1½ Stunden', 90);
  reads('½ hour', 30);
  reads('3/4 h', 45);
  reads('1:15 h', 75);
  reads('12 to 15 mins', 15);
  reads('2 jours', 2_880);
  reads('40', null);
  reads('4 servings', null);
});

describe('isoMinutes', () => {
  it('reads ISO 8601 durations, and nothing else', () => {
    assert.equal(isoMinutes('PT1H30M'), 90);
    assert.equal(isoMinutes('P1DT1H'), 1_500);
    assert.equal(isoMinutes('PT'), null);
    assert.equal(isoMinutes('1 hour'), null);
  });
});
