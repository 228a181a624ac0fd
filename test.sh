#!/usr/bin/env bash
# Builds with warnings as errors, checks formatting, and runs every test: SQLite, a real PostgreSQL, a real Chromium.
# Ends with the plain line "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
config=${CONFIGURATION:-Release}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

say() { printf '\n== %s\n' "$1"; }
fail() { printf '%s\n0 passed, 1 failed, 0 skipped\n' "$1" >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
postgres() { ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || [ -n "${AIDWORKFLOWS_TEST_POSTGRES:-}" ]; }
browser() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; }
chinese() { fc-list :lang=zh 2>/dev/null | grep -q .; }

say "Tools"
command -v dotnet >/dev/null 2>&1 || fail "The .NET 10 SDK is needed."
command -v node >/dev/null 2>&1 || fail "Node.js 20 or newer is needed (npm packages, and the reference for the script tests)."
missing=()
postgres || missing+=(postgresql)
browser || missing+=(chromium)
chinese || missing+=(fontconfig fonts-noto-cjk)
if [ ${#missing[@]} -gt 0 ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  command -v apt-get >/dev/null 2>&1 || fail "Please install: ${missing[*]}"
  echo "Installing ${missing[*]}"
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 \
    || { tail -20 "$log"; fail "Could not install ${missing[*]}; please install them by hand."; }
fi

say "Build ($config)"
dotnet tool restore >"$log" 2>&1 || { cat "$log"; fail "dotnet tool restore failed."; }
dotnet build AidWorkflows.sln -c "$config" -v quiet -nologo || fail "The build failed."

say "Format"
dotnet format AidWorkflows.sln --verify-no-changes --no-restore --exclude src/Data/Migrations || fail "Run 'dotnet format' and commit the result."

passed=0 failed=0 skipped=0 bad=0
for project in tests/AidWorkflows.Tests tests/AidWorkflows.SystemTests; do
  say "$(basename "$project")"
  dotnet test "$project" -c "$config" --no-build --nologo --logger "console;verbosity=normal" >"$log" 2>&1 || bad=1
  grep -vE '^ +Passed .*\[' "$log"
  counts=$(sed -nE 's/^ *(Passed|Failed|Skipped): *([0-9]+) *$/\1=\2/p' "$log")
  [ -n "$counts" ] || { echo "No test ran in $project."; bad=1; failed=$((failed + 1)); }
  for count in $counts; do
    case $count in
      Passed=*) passed=$((passed + ${count#*=})) ;;
      Failed=*) failed=$((failed + ${count#*=})) ;;
      Skipped=*) skipped=$((skipped + ${count#*=})) ;;
    esac
  done
done

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$bad" = 0 ] && [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
