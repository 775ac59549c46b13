#!/bin/sh
# Makes the namespace and the search attributes that jobs are found by. What exists already is left as it is.
# The address and the namespace come from TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

# $1: what is waited for; the rest: a command that succeeds when it is there. Gives up after three minutes.
wait_for() {
  what=$1
  shift
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -ge 90 ]; then
      echo "Gave up waiting for $what." >&2
      "$@"
      exit 1
    fi
    sleep 2
  done
}

wait_for 'Temporal' temporal operator cluster health

if ! temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 3d
fi
# A new namespace is known to every part of the server some seconds later.
wait_for "namespace $TEMPORAL_NAMESPACE" temporal operator search-attribute list

existing=$(temporal operator search-attribute list)
for name in Owner JobKind JobOutcome; do
  if ! printf '%s\n' "$existing" | grep -qw "$name"; then
    temporal operator search-attribute create --name "$name" --type Keyword
  fi
done
wait_for 'the search attributes' temporal workflow list --limit 1 \
  --query "Owner = 'nobody' AND JobKind = 'none' AND JobOutcome = 'none'"

echo "Namespace $TEMPORAL_NAMESPACE is ready."
