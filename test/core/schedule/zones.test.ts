import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isKnownToIntl, zoneClock } from '../../../src/core/schedule/zone-clock.js';
import { readTimezone } from '../../../src/core/schedule/zones.js';
import { skipWithout } from '../../support/skip.js';

const SYSTEM = '/usr/share/zoneinfo';
/** Files of the system's database that are no zones of their own. */
const NO_ZONES = new Set(['Factory', 'localtime', 'posixrules']);

describe('time zones', () => {
  it('keep the name that the caller gives, in the spelling of the time zone database', () => {
    for (const name of [
      'Europe/Berlin',
      'UTC',
      'Europe/Kyiv',
      'Europe/Kiev',
      'Asia/Kolkata',
      'EST',
      'GB',
      'Etc/GMT+5',
    ])
      for (const written of [name, name.toLowerCase(), name.toUpperCase()])
        assert.deepEqual(readTimezone(written), { timezone: name });
  });

  it('are refused when they are unknown', () => {
    for (const name of [
      '',
      '+01:00',
      'Mars/Olympus',
      'Europe/',
      '../etc',
      'x'.repeat(200),
      'SystemV/AST4',
      'CEST',
    ])
      assert.deepEqual(readTimezone(name), { timezone: null, advice: null }, name);
  });

  it('are refused with full names when they are abbreviations of several zones', () => {
    const advice = (name: string): string | null | undefined => {
      const read = readTimezone(name);
      return read.timezone === null ? read.advice : undefined;
    };
    assert.equal(
      advice('BST'),
      'BST is ambiguous, use one of Europe/London, Asia/Dhaka, Pacific/Bougainville',
    );
    for (const name of ['IST', 'AST', 'PST', 'CST', 'ist'])
      assert.match(advice(name) ?? '', /^\w+ is ambiguous, use /);
    assert.equal(advice('JST'), 'JST is an abbreviation, use Asia/Tokyo');
  });

  it('are no abbreviations that only Intl knows, and each refusal names zones that exist', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    // Such abbreviations end with T, for time.
    const pairs = letters.flatMap((a) => letters.map((b) => a + b));
    const known = pairs.map((pair) => `${pair}T`).filter(isKnownToIntl);
    assert.ok(known.includes('BST'));
    const taken: string[] = [];
    for (const name of known) {
      const read = readTimezone(name);
      if (read.timezone !== null) taken.push(name);
      else {
        const meant = read.advice?.match(/[A-Z]\w+\/[\w/]+/g) ?? [];
        assert.ok(meant.length > 0, name);
        for (const zone of meant) assert.deepEqual(readTimezone(zone), { timezone: zone });
      }
    }
    assert.deepEqual(taken, ['CET', 'EET', 'EST', 'GMT', 'HST', 'MET', 'MST', 'UCT', 'WET']);
  });

  it('are all names of the system’s time zone database, unchanged', function () {
    skipWithout('zoneinfo', existsSync(SYSTEM), this);
    const names = namesBelow(SYSTEM).filter((name) => !NO_ZONES.has(name));
    assert.ok(names.length > 500, String(names.length));
    for (const name of names) assert.deepEqual(readTimezone(name), { timezone: name });
    for (const name of Intl.supportedValuesOf('timeZone'))
      assert.deepEqual(readTimezone(name), { timezone: name });
  });

  it('have the changes of their clock where Intl has them, none left out', () => {
    const from = Date.UTC(2025, 0, 1);
    const to = Date.UTC(2031, 0, 1);
    for (const timezone of [
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'America/Nuuk',
      'Europe/London',
      'Asia/Tokyo',
    ]) {
      const wall = new Intl.DateTimeFormat('en-GB', {
        timeZone: timezone,
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      const utc = new Intl.DateTimeFormat('en-GB', {
        timeZone: 'UTC',
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      const periods = zoneClock(timezone)?.periods(from, to) ?? [];
      for (let at = from; at < to; at += 6 * 3_600_000) {
        const period = periods.find(({ start, end }) => at >= start && at < end);
        assert.equal(
          utc.format(at + (period?.offsetMs ?? NaN)),
          wall.format(at),
          `${timezone} ${new Date(at).toISOString()}`,
        );
      }
      // On each side of a change the clocks differ by the change.
      for (const { start, offsetMs } of periods.slice(1)) {
        assert.equal(utc.format(start + offsetMs), wall.format(start));
        assert.notEqual(utc.format(start - 1_000 + offsetMs), wall.format(start - 1_000));
      }
    }
  });
});

/** The names of the files with time zones. */
function namesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !/\/(?:posix|right)\//.test(path) && statSync(path).isFile())
    .filter((path) => readFileSync(path).subarray(0, 4).toString('latin1') === 'TZif')
    .map((path) => relative(folder, path));
}
