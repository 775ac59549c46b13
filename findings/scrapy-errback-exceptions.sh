#!/usr/bin/env bash
# An errback that checks for Twisted's TimeoutError, as Scrapy's own documentation had it, is passed by since 2.15.
#
# The documentation up to 2.14 shows `failure.check(TimeoutError, TCPTimedOutError)` with the classes of
# twisted.internet.error. From 2.15 on a request that takes too long fails with scrapy.exceptions.DownloadTimeoutError,
# which is no subclass of those. The check answers None, so the branch is skipped; nothing is raised or logged.
#
# Needs python3 (3.10 or newer) and a package registry. Exits with 1 when the behaviour has changed.
set -euo pipefail

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null || true; rm -rf "$work"' EXIT
cd "$work"

# A server that takes connections and never answers.
python3 -c '
import socket, time
s = socket.create_server(("127.0.0.1", 0))
open("port.part", "w").write(str(s.getsockname()[1]))
import os
os.rename("port.part", "port")
kept = []
while True:
    kept.append(s.accept())
' &
server=$!
for _ in $(seq 100); do [ -f port ] && break; sleep 0.1; done

cat > patient.py <<'PY'
from pathlib import Path

import scrapy
from twisted.internet.error import TCPTimedOutError, TimeoutError


class Patient(scrapy.Spider):
    name = "patient"
    custom_settings = {"DOWNLOAD_TIMEOUT": 1, "RETRY_ENABLED": False}

    async def start(self):
        yield scrapy.Request(f"http://127.0.0.1:{Path('port').read_text()}/", errback=self.failed)

    def failed(self, failure):
        known = failure.check(TimeoutError, TCPTimedOutError)
        print("checked:", "timeout" if known else "unknown", "raised:", failure.type.__name__)
PY

run() {
  python3 -m venv "venv-$1"
  "venv-$1/bin/pip" install --quiet --disable-pip-version-check "scrapy==$1"
  said=$("venv-$1/bin/scrapy" runspider patient.py -s TELNETCONSOLE_ENABLED=False \
    -s REMOTE_CONTROL_ENABLED=False 2> /dev/null | grep '^checked:')
  echo "Scrapy $1: $said"
}

run 2.14.2
[ "$said" = "checked: timeout raised: TimeoutError" ] || { echo "2.14.2 behaves differently now"; exit 1; }
run 2.19.0
[ "$said" = "checked: unknown raised: DownloadTimeoutError" ] || { echo "2.19.0 behaves differently now"; exit 1; }
echo "seen: the documented check of old errbacks no longer recognises a timeout"
