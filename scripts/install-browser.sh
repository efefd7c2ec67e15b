#!/usr/bin/env bash
# Installs the browser that scans run in, where a Debian or Ubuntu machine lacks it. Does nothing where it is there.
set -euo pipefail

for browser in chromium-headless-shell chromium; do
  if command -v "$browser" >/dev/null; then exit 0; fi
done

if ! command -v apt-get >/dev/null; then
  echo "No Chromium found. Install chromium or chromium-headless-shell, or set Scanner__BrowserPath; until then tracker scans fail and say so." >&2
  exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# Ubuntu has no headless shell; its chromium does as well, only slower.
$as_root apt-get install -y -qq chromium-headless-shell >/dev/null || $as_root apt-get install -y -qq chromium >/dev/null
