#!/usr/bin/env bash
# LiteLLM's proxy 1.108.7: three answers whose status says something else than what happened.
#
#   1. The model server behind it refuses connections: the proxy answers 500, not 502 or 503, and without Retry-After.
#      Only the words "Connection error." tell it from a request that the model server could not work on.
#   2. It was never set up for files: `POST /v1/files` answers 500, not 404 or 501, so a client cannot see from the status
#      that there is no such API, and tries again.
#   3. A wrong key, while the proxy runs without its database: 400 "No connected db.", not 401.
#
# Needs python3 with venv, curl, and PyPI. Exits with 1 when one of the answers has changed.
set -euo pipefail

VERSION=1.108.7
KEY=sk-only-for-this-script-0123456789abcdef0123456789

folder=$(mktemp -d)
proxy=
cleanup() {
  if [ -n "$proxy" ]; then kill "$proxy" 2>/dev/null || true; wait "$proxy" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap cleanup EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "litellm[proxy]==$VERSION"
echo "litellm $(venv/bin/pip show litellm 2>/dev/null | sed -n 's/^Version: //p')"

# A port that nothing listens on.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
nothing=$(free_port)
port=$(free_port)
cat > config.yaml <<YAML
model_list:
  - model_name: home
    litellm_params: { model: openai/home, api_base: "http://127.0.0.1:$nothing/v1", api_key: none }
litellm_settings: { num_retries: 0 }
router_settings: { disable_cooldowns: true }
general_settings: { master_key: $KEY }
YAML
env -u DATABASE_URL LITELLM_LOCAL_MODEL_COST_MAP=True \
  venv/bin/litellm --config config.yaml --host 127.0.0.1 --port "$port" > proxy.log 2>&1 &
proxy=$!
for _ in $(seq 120); do
  curl -s -o /dev/null "http://127.0.0.1:$port/health/liveliness" && break
  kill -0 "$proxy" 2>/dev/null || { cat proxy.log; echo 'the proxy has ended'; exit 1; }
  sleep 1
done

# ask NAME KEY PATH [curl options]: prints the answer and keeps it in files.
ask() {
  local name=$1 key=$2 path=$3
  shift 3
  curl -s -m 60 -D "$name.head" -o "$name.body" -H "Authorization: Bearer $key" "$@" "http://127.0.0.1:$port$path"
  echo "$path -> $(awk 'NR == 1 { print $2 }' "$name.head") $(cut -c1-160 "$name.body" | head -1)"
}
# expect NAME STATUS WORDS
expect() {
  local status
  status=$(awk 'NR == 1 { print $2 }' "$1.head")
  if [ "$status" != "$2" ] || ! grep -q "$3" "$1.body" || grep -qi '^retry-after:' "$1.head"; then
    echo "changed: $1 answers $status, expected $2 with \"$3\" and no Retry-After"
    exit 1
  fi
}

ask away "$KEY" /v1/chat/completions -H 'Content-Type: application/json' \
  -d '{"model":"home","messages":[{"role":"user","content":"Hello"}]}'
expect away 500 'Connection error'

printf '%s\n' '{"custom_id":"1","method":"POST","url":"/v1/chat/completions","body":{"model":"home","messages":[]}}' > lines.jsonl
ask files "$KEY" /v1/files -F purpose=batch -F file=@lines.jsonl
expect files 500 'files_settings is not set'

ask key sk-another-key /v1/models
expect key 400 'No connected db'

echo 'as described'
