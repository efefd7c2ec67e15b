#!/usr/bin/env bash
# Builds everything and runs every test, on a machine with nothing but the .NET SDK, Node and git. Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"

summary=artifacts/tests/summary.txt
rm -f "$summary"
scripts/install-browser.sh && scripts/install-postgres.sh && scripts/install-smtp.sh && dotnet tool restore && dotnet cake --target=Test
status=$?
if [ ! -f "$summary" ]; then
  # Nothing ran: that is a failure, whatever the exit code says.
  echo "0 passed, 1 failed"
  exit 1
fi
cat "$summary"
exit $status
