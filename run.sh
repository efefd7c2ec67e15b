#!/usr/bin/env bash
# Serves Schedules on http://127.0.0.1:5080 with a SQLite file beside it. The first start prints credentials and lines to try.
set -euo pipefail
cd "$(dirname "$0")"

scripts/install-browser.sh
exec dotnet run --project src/WebApi -- "$@"
