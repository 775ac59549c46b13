#!/usr/bin/env bash
# A JOBDIR that Scrapy 2.18 has written is taken by 2.19, which forgets all requests that were made.
#
# 2.19 writes requests.seen as bytes where 2.18 wrote lines of text. It reads the old file as if it were its own: without
# an error or a warning it finds no fingerprint there. So a job that is stopped, upgraded and started again requests
# pages again that it has had. (The documentation says that versions cannot share the folder; the program does not.)
#
# Needs python3 (3.10 or newer) and a package registry. Exits with 1 when the behaviour has changed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > once.py <<'PY'
import scrapy


class Once(scrapy.Spider):
    name = "once"

    async def start(self):
        for n in range(20):
            # Answered by Scrapy itself; seen by the filter of duplicates.
            yield scrapy.Request(f"data:text/plain,{n}")

    def parse(self, response):
        yield {"said": response.text}
PY

run() { # version, folder
  code=0
  "venv-$1/bin/scrapy" runspider once.py -s JOBDIR="$2" -s TELNETCONSOLE_ENABLED=False \
    -s REMOTE_CONTROL_ENABLED=False > log 2>&1 || code=$?
  items=$(sed -n "s/.*'item_scraped_count': \([0-9]*\).*/\1/p" log)
  items=${items:-0}
  warned=$(grep -cE "(WARNING|ERROR|CRITICAL|Warning)" log || true)
  echo "Scrapy $1: exit code $code, requests made $items of 20, warnings $warned"
}

for version in 2.18.0 2.19.0; do
  python3 -m venv "venv-$version"
  "venv-$version/bin/pip" install --quiet --disable-pip-version-check "scrapy==$version"
done

echo "a folder of 2.18.0:"
run 2.18.0 job
[ "$code $items" = "0 20" ] || { echo "2.18.0 behaves differently now"; exit 1; }
run 2.18.0 job
[ "$code $items" = "0 0" ] || { echo "2.18.0 behaves differently now"; exit 1; }
run 2.19.0 job
[ "$code $items $warned" = "0 20 0" ] || { echo "2.19.0 behaves differently now"; exit 1; }
echo "seen: 2.19.0 makes all requests again that 2.18.0 had noted as made, without a warning"
