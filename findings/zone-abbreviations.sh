#!/usr/bin/env bash
# Abbreviations that JavaScript's Intl takes for a time zone, and which one it takes.
#
# ICU still has the three-letter ids of early Java. So `new Intl.DateTimeFormat('en', { timeZone: 'BST' })` is no error: it
# is Bangladesh, not British Summer Time. IST is India, never Ireland or Israel; AST is Alaska, not the Atlantic; ECT is
# Paris, not Ecuador; NST is New Zealand, not Newfoundland; ART is Egypt, not Argentina. Luxon, and whatever else asks Intl
# whether a zone is valid, passes this on: `isValid` is true. The time zone database itself has none of these names, so
# the same string is an error in Python's zoneinfo.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund luxon@3.7.2
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check tzdata==2025.2

cat >zones.mjs <<'JS'
import { DateTime } from 'luxon';

for (const zone of ['BST', 'IST', 'AST', 'ECT', 'NST', 'ART']) {
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
  const luxon = DateTime.fromISO('2026-07-01T12:00', { zone });
  console.log(zone, timeZone, luxon.isValid, luxon.toFormat('ZZ'));
}
JS
cat >zones.py <<'PY'
from importlib.resources import files

names = set(files("tzdata").joinpath("zones").read_text().split())
print("not in the database:", *(zone for zone in "BST IST AST ECT NST ART".split() if zone not in names))
PY

echo "node $(node -p process.version), ICU $(node -p process.versions.icu):"
node zones.mjs | tee seen
python/bin/python zones.py | tee database

diff seen - <<'EXPECTED'
BST Asia/Dhaka true +06:00
IST Asia/Calcutta true +05:30
AST America/Anchorage true -08:00
ECT Europe/Paris true +02:00
NST Pacific/Auckland true +12:00
ART Africa/Cairo true +03:00
EXPECTED
grep -qx 'not in the database: BST IST AST ECT NST ART' database
echo 'Seen again: Intl takes abbreviations that the time zone database does not have.'
# The output above was seen with Node 20.20.2 (ICU 78.2), luxon 3.7.2 and tzdata 2025.2.
