#!/usr/bin/env bash
# Installs PostgreSQL's server binaries, which tests start servers of their own from, where a Debian or Ubuntu machine lacks them. Does nothing where
# they are there, and never makes or starts a cluster of the system's.
set -euo pipefail

IFS=: read -ra folders <<<"$PATH"
for folder in "${folders[@]}" /usr/lib/postgresql/*/bin; do
  if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then exit 0; fi
done

if ! command -v apt-get >/dev/null; then
  echo "No PostgreSQL server found. Install it; until then the tests that need it fail and say so." >&2
  exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
export DEBIAN_FRONTEND=noninteractive

# The package would make a cluster and start it. What it is told not to do here holds for this installation alone.
setting=/etc/postgresql-common/createcluster.d/no-main-cluster-for-tests.conf
$as_root mkdir -p "$(dirname "$setting")"
echo "create_main_cluster = false" | $as_root tee "$setting" >/dev/null
trap '$as_root rm -f "$setting"' EXIT

$as_root apt-get update -qq
$as_root apt-get install -y -qq postgresql >/dev/null
