#!/usr/bin/env bash
# A day field that begins with a star but is no plain star: do both day fields have to match, or is either enough?
#
# crontab(5) of Vixie's cron (Debian's too): if both day fields are restricted, that is, neither begins with *, either is
# enough. "0 0 */2 * 1" has a day field that begins with *, so it runs on Mondays with an odd number.
# cronsim (Python), which follows Debian's cron, says so. The libraries below read the same line as "every odd day, and
# every Monday": three times as many runs, without a warning. All agree on "0 0 13 * 5", so a test with that line shows
# nothing.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund croner@11.0.1 cron-parser@5.4.0 cron@4.3.3
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cronsim==2.6 croniter==6.0.0

cat >times.mjs <<'JS'
import { Cron } from 'croner';
import { CronExpressionParser } from 'cron-parser';
import { CronTime } from 'cron';

const [line, count] = [process.argv[2], 5];
const after = new Date('2026-05-31T12:00:00Z');
const show = (name, dates) => console.log(name, ...dates.map((date) => date.toISOString().slice(0, 10)));

show('croner', new Cron(line, { timezone: 'UTC', paused: true, mode: '5-part' }).nextRuns(count, after));

const parsed = CronExpressionParser.parse(line, { tz: 'UTC', currentDate: after });
show('cron-parser', Array.from({ length: count }, () => parsed.next().toDate()));

const time = new CronTime(line, 'UTC');
const dates = [];
for (let last = after; dates.length < count; ) dates.push((last = time.getNextDateFrom(last, 'UTC').toJSDate()));
show('cron', dates);
JS

cat >times.py <<'PY'
import sys
from datetime import datetime
from croniter import croniter
from cronsim import CronSim

line, after = sys.argv[1], datetime(2026, 5, 31, 12)
odd = croniter(line, after)
print("croniter", *(odd.get_next(datetime).date() for _ in range(5)))
debian = CronSim(line, after)
print("cronsim", *(next(debian).date() for _ in range(5)))
PY

times() { node times.mjs "$1"; python/bin/python times.py "$1"; }

echo "0 0 */2 * 1 after 2026-05-31:"
times '0 0 */2 * 1' | tee star
echo "0 0 13 * 5 after 2026-05-31:"
times '0 0 13 * 5' | tee both

either='2026-06-01 2026-06-03 2026-06-05 2026-06-07 2026-06-08'
for name in croner cron-parser cron croniter; do grep -qx "$name $either" star; done
grep -qx 'cronsim 2026-06-01 2026-06-15 2026-06-29 2026-07-13 2026-07-27' star
[ "$(cut -d' ' -f2- both | sort -u | wc -l)" = 1 ]
echo 'Seen again: four libraries take either day, ordinary cron takes both.'
# Output seen with croner 11.0.1, cron-parser 5.4.0, cron 4.3.3, croniter 6.0.0 and cronsim 2.6:
#   croner 2026-06-01 2026-06-03 2026-06-05 2026-06-07 2026-06-08   (the other three alike)
#   cronsim 2026-06-01 2026-06-15 2026-06-29 2026-07-13 2026-07-27
