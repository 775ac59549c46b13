#!/usr/bin/env bash
# Scrapy 2.19 does not call a spider's start_requests(), and does not say so.
#
# Until 2.15 a spider began with start_requests(). 2.16 removed the method from the base class (its release notes say
# so), and a spider that defines only that method is still accepted: it opens, requests nothing, closes with the
# finish reason "finished" and exit code 0. No line of the log, at the level WARNING or above, tells of it.
#
# Needs python3 (3.10 or newer) and a package registry. Exits with 1 when the behaviour has changed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > old.py <<'PY'
import scrapy


class Old(scrapy.Spider):
    name = "old"

    def start_requests(self):
        # A data: URL is answered by Scrapy itself, so that nothing is asked of any network.
        yield scrapy.Request("data:text/plain,hello")

    def parse(self, response):
        yield {"said": response.text}
PY

run() {
  python3 -m venv "venv-$1"
  "venv-$1/bin/pip" install --quiet --disable-pip-version-check "scrapy==$1"
  code=0
  "venv-$1/bin/scrapy" runspider old.py -o "items-$1.jsonl" -s TELNETCONSOLE_ENABLED=False \
    -s REMOTE_CONTROL_ENABLED=False > "log-$1" 2>&1 || code=$?
  items=$(wc -l < "items-$1.jsonl" 2> /dev/null || echo 0)
  reason=$(sed -n "s/.*'finish_reason': '\([a-z_]*\)'.*/\1/p" "log-$1")
  named=$(grep -cE "(WARNING|ERROR|CRITICAL|Warning).*start_requests" "log-$1" || true)
  echo "Scrapy $1: exit code $code, finish reason $reason, items $items, lines that warn of start_requests $named"
  eval "result_${1//./_}='$code $reason $((items)) $named'"
}

run 2.15.2
run 2.19.0

[ "${result_2_15_2% *}" = "0 finished 1" ] || { echo "2.15.2 did not run the spider as expected"; exit 1; }
[ "$result_2_19_0" = "0 finished 0 0" ] || { echo "2.19.0 behaves differently now"; exit 1; }
echo "seen: the same spider gives 1 item under 2.15.2 and, without a warning, none under 2.19.0"
