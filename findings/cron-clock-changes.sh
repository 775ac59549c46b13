#!/usr/bin/env bash
# What libraries for cron lines do where the clock of a time zone changes. Four cases that go wrong in silence:
#
# 1. cron-parser 5.4.0: "0 0 * * 0" in America/Santiago has no run on Sunday 2026-09-06, whose midnight is skipped (00:00
#    becomes 01:00): the weekly line waits two weeks. Ordinary cron runs it at 01:00, and so do croner and cron.
# 2. cron 4.3.3: "*/15 * * * *" in Australia/Lord_Howe, where the clock goes back by half an hour: the "next" time after
#    15:00Z is 14:45Z, which lies before it. Asked again and again, it goes round and never gets past the change.
# 3. croniter 6.0.0: "30 2 * * *" in Europe/Berlin is one hour late on the day after the clock has gone back (03:30 local
#    time on 2026-10-26), then right again.
# 4. croner 11.0.1: in New York, where 01:00 to 02:00 comes twice on 2026-11-01, "30 1 * * *" runs once and "0,30 1 * * *"
#    four times. In ordinary cron only a star in the minute or the hour makes the difference, not a list.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund croner@11.0.1 cron-parser@5.4.0 cron@4.3.3
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check croniter==6.0.0 tzdata==2025.2

cat >times.mjs <<'JS'
import { Cron } from 'croner';
import { CronExpressionParser } from 'cron-parser';
import { CronTime } from 'cron';

const show = (name, dates) => console.log(name, ...dates.map((date) => `${date.toISOString().slice(0, 16)}Z`));
const readers = {
  croner: (line, zone, after, count) =>
    new Cron(line, { timezone: zone, paused: true, mode: '5-part' }).nextRuns(count, after),
  'cron-parser': (line, zone, after, count) => {
    const parsed = CronExpressionParser.parse(line, { tz: zone, currentDate: after });
    return Array.from({ length: count }, () => parsed.next().toDate());
  },
  cron: (line, zone, after, count) => {
    const dates = [];
    for (let last = after; dates.length < count; )
      dates.push((last = new CronTime(line, zone).getNextDateFrom(last, zone).toJSDate()));
    return dates;
  },
};
const [line, zone, after, count] = process.argv.slice(2);
for (const [name, read] of Object.entries(readers)) show(name, read(line, zone, new Date(after), Number(count)));
JS
cat >times.py <<'PY'
from datetime import datetime, timezone
from zoneinfo import ZoneInfo
from croniter import croniter

after = datetime(2026, 10, 24, 12, tzinfo=timezone.utc).astimezone(ZoneInfo("Europe/Berlin"))
times = croniter("30 2 * * *", after)
runs = [times.get_next(datetime).astimezone(timezone.utc) for _ in range(3)]
print("croniter", *(run.strftime("%Y-%m-%dT%H:%MZ") for run in runs))
PY

echo '0 0 * * 0 in America/Santiago after 2026-09-05T12:00Z'
node times.mjs '0 0 * * 0' America/Santiago 2026-09-05T12:00Z 2 | tee santiago
echo '*/15 * * * * in Australia/Lord_Howe after 2026-04-04T14:20Z'
node times.mjs '*/15 * * * *' Australia/Lord_Howe 2026-04-04T14:20Z 6 | tee lord-howe
echo '30 2 * * * in Europe/Berlin after 2026-10-24T12:00Z'
node times.mjs '30 2 * * *' Europe/Berlin 2026-10-24T12:00Z 3 | tee berlin
python/bin/python times.py | tee -a berlin
for line in '30 1 * * *' '0,30 1 * * *'; do
  echo "$line in America/New_York after 2026-11-01T04:00Z"
  node times.mjs "$line" America/New_York 2026-11-01T04:00Z 4 | tee -a new-york
done

grep -qx 'croner 2026-09-06T04:00Z 2026-09-13T03:00Z' santiago
grep -qx 'cron-parser 2026-09-13T03:00Z 2026-09-20T03:00Z' santiago
right='2026-04-04T14:30Z 2026-04-04T14:45Z 2026-04-04T15:00Z 2026-04-04T15:15Z 2026-04-04T15:30Z 2026-04-04T15:45Z'
grep -qx "croner $right" lord-howe
grep -qx 'cron 2026-04-04T14:30Z 2026-04-04T14:45Z 2026-04-04T15:00Z 2026-04-04T14:45Z 2026-04-04T15:00Z 2026-04-04T14:45Z' lord-howe
grep -qx 'croner 2026-10-25T00:30Z 2026-10-26T01:30Z 2026-10-27T01:30Z' berlin
grep -qx 'croniter 2026-10-25T00:30Z 2026-10-26T02:30Z 2026-10-27T01:30Z' berlin
grep -qx 'croner 2026-11-01T05:30Z 2026-11-02T06:30Z 2026-11-03T06:30Z 2026-11-04T06:30Z' new-york
grep -qx 'croner 2026-11-01T05:00Z 2026-11-01T05:30Z 2026-11-01T06:00Z 2026-11-01T06:30Z' new-york
echo 'Seen again: a lost Sunday, a time before the last one, a run an hour late, a list that runs twice.'
# The lines that grep looks for are the output seen with the versions above on Node 20.20.2 and Python 3.11.
