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
  reads('1時間30分', 90);
  reads('30分钟', 30);
  reads('1시간 30분', 90);
  reads('30 นาที', 30);
  reads('1 ώρα 20 λεπτά', 80);
  reads('२ घंटे', 120);
  reads('1 godz. 20 minut', 80);
  reads('1 hodina 10 minút', 70);
  reads('2 óra 5 perc', 125);
  reads('1 saat 15 dk', 75);
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
