#!/usr/bin/env bash
# Installs aiosmtpd, which tests start mail servers of their own from, where a Debian or Ubuntu machine lacks it. Does nothing where it is there.
set -euo pipefail

for python in /usr/bin/python3 python3; do
  if command -v "$python" >/dev/null && "$python" -c "import aiosmtpd" 2>/dev/null; then exit 0; fi
done

if ! command -v apt-get >/dev/null; then
  echo "No aiosmtpd found. Install it for python3; until then the tests that need a mail server fail and say so." >&2
  exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -y -qq python3-aiosmtpd >/dev/null
