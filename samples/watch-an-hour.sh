#!/usr/bin/env bash
# The whole way in half a minute: sets two schedules ten seconds before they are due, on the day that New York's clocks go forward,
# and shows what the ledger says afterwards. Needs curl, node and a free port 5081; leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-browser.sh
dotnet build src/WebApi --nologo -v q >&2
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT

server=(dotnet src/WebApi/bin/Debug/net10.0/Schedules.WebApi.dll)
export ConnectionStrings__Schedules="Data Source=$work/schedules.db" Logging__LogLevel__Default=Warning
tenant=$("${server[@]}" create-organization Acme 2>/dev/null)
field() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }
key=$(field .apiKey <<<"$tenant") org=$(field .organizationId <<<"$tenant")

node samples/shop.mjs &
# 02:00 does not exist in New York on that day: its rule runs at 03:00, which is 07:00 UTC.
export ASPNETCORE_ENVIRONMENT=Development Clock__StartAt=2026-03-08T06:59:45Z Demo=false
export Scanner__HostResolverRules="MAP *:80 127.0.0.1:8081, MAP *:443 127.0.0.1:9"
"${server[@]}" --urls http://127.0.0.1:5081 >"$work/server.log" 2>&1 &
at=http://127.0.0.1:5081
until curl -sf $at/health/ready >/dev/null; do sleep 0.2; done

token=$(curl -s $at/oauth/token -d grant_type=client_credentials \
  -d "client_id=$(field .clientId <<<"$tenant")" -d "client_secret=$(field .clientSecret <<<"$tenant")" | field .access_token)
json=(-H 'Content-Type: application/json')
privacy() { curl -s "${json[@]}" -H "x-api-key: $key" "$@"; }
governance() { curl -s "${json[@]}" -H "Authorization: Bearer $token" "$@"; }

project=$(privacy $at/privacy-v1/organizations/$org/projects -d '{"name":"Shop","domains":["shop.example"]}' | field .id)
scans=$at/privacy-v1/organizations/$org/projects/$project
echo '--- PATCH tracker-scan-schedule'
privacy -X PATCH $scans/tracker-scan-schedule -d '{"scheduledScanEnabled":true,"scanPeriod":"weekly","scheduledDayOfWeek":0,"scheduledHour":7}'; echo

privacy -X PUT $at/api/v1/access/identities/anna -d '{"name":"Anna","entitlements":[{"id":"pay","name":"Pay invoices"},{"id":"enter","name":"Enter invoices"}]}' >/dev/null
privacy -X PUT $at/api/v1/access/identities/ben -d '{"name":"Ben","entitlements":[{"id":"pay","name":"Pay invoices"}]}' >/dev/null
policy=$(governance $at/v3/sod-policies -d '{"name":"Invoices","type":"CONFLICTING_ACCESS_BASED","ownerRef":{"type":"IDENTITY","id":"anna"},
  "conflictingAccessCriteria":{"leftCriteria":{"name":"Enter","criteriaList":[{"type":"ENTITLEMENT","id":"enter"}]},
  "rightCriteria":{"name":"Pay","criteriaList":[{"type":"ENTITLEMENT","id":"pay"}]}}}' | field .id)
echo '--- PUT sod-policies/{id}/schedule'
governance -X PUT $at/v3/sod-policies/$policy/schedule \
  -d '{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["2"]},"timeZoneId":"America/New_York"}}'; echo

until [ "$(privacy "$at/api/v1/runs?status=succeeded,failed" | field .items.length)" = 2 ]; do sleep 0.5; done
echo '--- GET tracker-scan-history'
privacy $scans/tracker-scan-history | field '.items[0].scanHistory.map(scan => JSON.stringify(scan)).join("\n")'
echo '--- GET /api/v1/runs'
privacy $at/api/v1/runs | field '.items.map(run => `${run.target.name} due ${run.dueAt}: ${run.status}, ${JSON.stringify(run.result)}`).join("\n")'
