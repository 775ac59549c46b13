import { strict as assert } from 'node:assert';
import { lastRun, readTimetable, runsAfter, type Timetable } from '../../../src/core/schedule/runs.js';

function timetable(cron: string, timezone: string): Timetable {
  const read = readTimetable(cron, timezone);
  assert.ok(read !== null, `${cron} ${timezone}`);
  return read;
}

function runs(cron: string, timezone: string, after: string, count: number): string[] {
  return runsAfter(timetable(cron, timezone), new Date(after), count).map((run) =>
    run.toISOString().replace(':00.000Z', 'Z'),
  );
}

/** Zone, line, from when on, and the next times in UTC. */
const CHANGES: [string, string, string, string[]][] = [
  // 2026-11-01 02:00 -04 becomes 01:00 -05; 2027-03-14 02:00 -05 becomes 03:00 -04.
  ['America/New_York', '30 1 * * *', '2026-10-31T12:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
  [
    'America/New_York',
    '*/30 1 * * *',
    '2026-11-01T04:30Z',
    ['2026-11-01T05:00Z', '2026-11-01T05:30Z', '2026-11-02T06:00Z'],
  ],
  [
    'America/New_York',
    '0 * * * *',
    '2026-11-01T04:30Z',
    ['2026-11-01T05:00Z', '2026-11-01T06:00Z', '2026-11-01T07:00Z'],
  ],
  ['America/New_York', '30 2 * * *', '2027-03-13T12:00Z', ['2027-03-14T07:00Z', '2027-03-15T06:30Z']],
  [
    'America/New_York',
    '0 * * * *',
    '2027-03-14T05:30Z',
    ['2027-03-14T06:00Z', '2027-03-14T07:00Z', '2027-03-14T08:00Z'],
  ],
  // 2026-10-25 03:00 +02 becomes 02:00 +01; 2027-03-28 02:00 +01 becomes 03:00 +02.
  ['Europe/Berlin', '30 2 * * *', '2026-10-24T12:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
  [
    'Europe/Berlin',
    '0 * * * *',
    '2026-10-24T23:30Z',
    ['2026-10-25T00:00Z', '2026-10-25T01:00Z', '2026-10-25T02:00Z'],
  ],
  [
    'Europe/Berlin',
    '0,30 2 * * *',
    '2027-03-27T12:00Z',
    ['2027-03-28T01:00Z', '2027-03-29T00:00Z', '2027-03-29T00:30Z'],
  ],
  [
    'Europe/Berlin',
    '0 2,3 * * *',
    '2027-03-27T12:00Z',
    ['2027-03-28T01:00Z', '2027-03-29T00:00Z', '2027-03-29T01:00Z'],
  ],
  // Half an hour: 2026-04-05 02:00 +11 becomes 01:30 +10:30; 2026-10-04 02:00 +10:30 becomes 02:30 +11.
  ['Australia/Lord_Howe', '45 1 * * *', '2026-04-04T02:00Z', ['2026-04-04T14:45Z', '2026-04-05T15:15Z']],
  [
    'Australia/Lord_Howe',
    '*/15 */1 * * *',
    '2026-04-04T14:20Z',
    ['2026-04-04T14:30Z', '2026-04-04T14:45Z', '2026-04-04T15:00Z', '2026-04-04T15:15Z', '2026-04-04T15:30Z'],
  ],
  ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T02:00Z', ['2026-10-03T15:30Z', '2026-10-04T15:15Z']],
  // Midnight west of Greenwich: 2026-09-06 00:00 -04 becomes 01:00 -03; 2026-04-05 00:00 -03 becomes 23:00 -04 of the 4th.
  ['America/Santiago', '0 0 * * 0', '2026-09-05T00:00Z', ['2026-09-06T04:00Z', '2026-09-13T03:00Z']],
  ['America/Santiago', '0 9 * * 0', '2026-09-05T00:00Z', ['2026-09-06T12:00Z', '2026-09-13T12:00Z']],
  ['America/Santiago', '30 23 * * 6', '2026-04-04T12:00Z', ['2026-04-05T02:30Z', '2026-04-12T03:30Z']],
  [
    'America/Santiago',
    '0 * * * *',
    '2026-04-05T01:30Z',
    ['2026-04-05T02:00Z', '2026-04-05T03:00Z', '2026-04-05T04:00Z'],
  ],
  // 2026-03-08 00:00 -05 becomes 01:00 -04; 2026-11-01 01:00 -04 becomes 00:00 -05.
  ['America/Havana', '0 0 * * 0', '2026-03-07T12:00Z', ['2026-03-08T05:00Z', '2026-03-15T04:00Z']],
  ['America/Havana', '30 0 * * *', '2026-10-31T12:00Z', ['2026-11-01T04:30Z', '2026-11-02T05:30Z']],
  // Midnight east of Greenwich: 2026-03-29 00:00 +02 becomes 01:00 +03; 2026-10-25 00:00 +03 becomes 23:00 +02.
  ['Asia/Beirut', '30 0 * * *', '2026-03-28T12:00Z', ['2026-03-28T22:00Z', '2026-03-29T21:30Z']],
  ['Asia/Beirut', '30 23 * * 6', '2026-10-24T12:00Z', ['2026-10-24T20:30Z', '2026-10-31T21:30Z']],
  // Friday 2026-04-24 00:00 +02 becomes 01:00 +03; 2026-10-30 00:00 +03 becomes 23:00 +02 of the 29th.
  ['Africa/Cairo', '0 0 * * 5', '2026-04-23T12:00Z', ['2026-04-23T22:00Z', '2026-04-30T21:00Z']],
  ['Africa/Cairo', '15 23 * * *', '2026-10-29T12:00Z', ['2026-10-29T20:15Z', '2026-10-30T21:15Z']],
  // 2026-04-05 03:45 +13:45 becomes 02:45 +12:45; 2026-09-27 02:45 +12:45 becomes 03:45 +13:45.
  ['Pacific/Chatham', '0 3 * * *', '2026-04-04T00:00Z', ['2026-04-04T13:15Z', '2026-04-05T14:15Z']],
  [
    'Pacific/Chatham',
    '0 * * * *',
    '2026-04-04T12:30Z',
    ['2026-04-04T13:15Z', '2026-04-04T14:15Z', '2026-04-04T15:15Z'],
  ],
  ['Pacific/Chatham', '0 3 * * *', '2026-09-26T00:00Z', ['2026-09-26T14:00Z', '2026-09-27T13:15Z']],
  // 2026-11-01 02:00 -02:30 becomes 01:00 -03:30; 2026-03-08 02:00 -03:30 becomes 03:00 -02:30.
  ['America/St_Johns', '30 1 * * *', '2026-10-31T12:00Z', ['2026-11-01T04:00Z', '2026-11-02T05:00Z']],
  ['America/St_Johns', '30 2 * * *', '2026-03-07T12:00Z', ['2026-03-08T05:30Z', '2026-03-09T05:00Z']],
  // Ramadan: 2026-02-15 03:00 +01 becomes 02:00 +00; 2026-03-22 02:00 +00 becomes 03:00 +01.
  ['Africa/Casablanca', '30 2 * * *', '2026-02-14T12:00Z', ['2026-02-15T01:30Z', '2026-02-16T02:30Z']],
  ['Africa/Casablanca', '30 2 * * *', '2026-03-21T12:00Z', ['2026-03-22T02:00Z', '2026-03-23T01:30Z']],
  // 2026-03-29 00:00 -01 becomes 01:00 +00; 2026-10-25 01:00 +00 becomes 00:00 -01.
  ['Atlantic/Azores', '0 0 * * *', '2026-03-28T12:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:00Z']],
  ['Atlantic/Azores', '30 0 * * *', '2026-10-24T12:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
  // The gap ends a day: 2026-03-28 23:00 -02 becomes 00:00 -01 of the 29th; 2026-10-25 00:00 -01 becomes 23:00 -02.
  ['America/Nuuk', '30 23 * * 6', '2026-03-28T00:00Z', ['2026-03-29T01:00Z', '2026-04-05T00:30Z']],
  ['America/Nuuk', '30 23 * * 6', '2026-10-24T12:00Z', ['2026-10-25T00:30Z', '2026-11-01T01:30Z']],
  // Two hours: 2026-03-29 01:00 +00 becomes 03:00 +02; 2026-10-25 03:00 +02 becomes 01:00 +00.
  [
    'Antarctica/Troll',
    '30 1,2 * * *',
    '2026-03-28T12:00Z',
    ['2026-03-29T01:00Z', '2026-03-29T23:30Z', '2026-03-30T00:30Z'],
  ],
  [
    'Antarctica/Troll',
    '30 1,2 * * *',
    '2026-10-24T12:00Z',
    ['2026-10-24T23:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
  ],
];

describe('the runs of a cron line', () => {
  for (const [timezone, cron, after, expected] of CHANGES) {
    it(`${cron} in ${timezone} after ${after.slice(0, 10)}`, () => {
      assert.deepEqual(runs(cron, timezone, after, expected.length), expected);
    });
  }

  it('follow the wall clock between the changes', () => {
    const expected = ['2026-07-06T05:30Z', '2026-07-07T05:30Z'];
    assert.deepEqual(runs('30 7 * * 1-5', 'Europe/Berlin', '2026-07-03T12:00Z', 2), expected);
  });

  it('fall on dates that both day fields match when one begins with a star', () => {
    const odd = ['2026-06-01T00:00Z', '2026-06-15T00:00Z', '2026-06-29T00:00Z', '2026-07-13T00:00Z'];
    assert.deepEqual(runs('0 0 */2 * 1', 'UTC', '2026-05-31T00:00Z', 4), odd);
    const either = [
      '2026-02-06T09:00Z',
      '2026-02-13T09:00Z',
      '2026-02-20T09:00Z',
      '2026-02-27T09:00Z',
      '2026-03-06T09:00Z',
    ];
    assert.deepEqual(runs('0 9 13 * 5', 'UTC', '2026-02-01T00:00Z', 5), either);
    assert.deepEqual(runs('0 9 13 4 5', 'UTC', '2026-04-04T00:00Z', 3), [
      '2026-04-10T09:00Z',
      '2026-04-13T09:00Z',
      '2026-04-17T09:00Z',
    ]);
  });

  it('are found when they are rare, and end with the year 2100', () => {
    assert.deepEqual(runs('0 0 29 2 */7', 'Europe/Paris', '2026-01-01T00:00Z', 2), [
      '2032-02-28T23:00Z',
      '2060-02-28T23:00Z',
    ]);
    assert.deepEqual(runs('0 0 31 12 *', 'UTC', '2099-12-31T00:00Z', 5), ['2100-12-31T00:00Z']);
  });

  it('are after the time asked for, never at it', () => {
    assert.deepEqual(runs('0 * * * *', 'UTC', '2026-01-01T10:00Z', 1), ['2026-01-01T11:00Z']);
  });

  it('have a last one between two times', () => {
    const last = (cron: string, after: string, until: string): string | undefined =>
      lastRun(timetable(cron, 'Europe/Berlin'), new Date(after), new Date(until))?.toISOString();
    assert.equal(
      last('0 9-17 * * 1-5', '2026-07-03T07:00Z', '2026-07-05T10:00Z'),
      '2026-07-03T15:00:00.000Z',
    );
    assert.equal(last('0 9-17 * * 1-5', '2026-07-03T15:00Z', '2026-07-05T10:00Z'), undefined);
    assert.equal(last('* * * * *', '2016-01-01T00:00Z', '2026-07-05T10:00:30Z'), '2026-07-05T10:00:00.000Z');
    assert.equal(
      last('6,7,8,9,36 * * * *', '2026-07-05T09:06Z', '2026-07-05T09:40Z'),
      '2026-07-05T09:36:00.000Z',
    );
    assert.equal(last('30 2 * * *', '2026-10-24T12:00Z', '2026-10-25T02:00Z'), '2026-10-25T00:30:00.000Z');
  });

  it('are none for a line or a zone that cannot be read', () => {
    assert.equal(readTimetable('0 0 * *', 'UTC'), null);
    assert.equal(readTimetable('0 0 * * *', 'Mars/Olympus'), null);
  });
});
