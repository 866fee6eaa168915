#!/bin/sh
# Runs tieout with the words that follow, as a job of a scheduler: findings to act on (status 1) are a result and no failure, every other
# status is passed on. So is SIGTERM, by which it stops where it can be gone on with.
node "$(dirname "$0")/src/cli/main.ts" "$@" &
tieout=$!
trap 'kill -TERM "$tieout" 2>/dev/null' TERM INT
wait "$tieout"
status=$?
# A signal ends the waiting before tieout has ended.
while kill -0 "$tieout" 2>/dev/null; do
  wait "$tieout"
  status=$?
done
[ "$status" -eq 1 ] && exit 0
exit "$status"
