#!/bin/sh
# check_a11y.sh MODULES REPORTS BOOK.epub …: DAISY Ace on each book; fails at any violation.
# Ace ends with 2 for violations and with 1 when Chromium did not start in time: then it is asked once more.
set -eu

modules=$1
reports=$2
shift 2
PUPPETEER_EXECUTABLE_PATH=$(command -v chromium || command -v chromium-browser)
ACE_TIMEOUT_INITIAL=60000
export PUPPETEER_EXECUTABLE_PATH ACE_TIMEOUT_INITIAL

ace() { node "$modules/@daisy/ace-cli/bin/ace.js" --silent --exitcode --force --outdir "$reports/$(basename "$1" .epub)" "$1"; }

failed=0
for book in "$@"; do
    code=0
    ace "$book" || code=$?
    [ "$code" -ne 1 ] || { code=0; ace "$book" || code=$?; }
    printf '%s: %s\n' "$book" "$([ "$code" -eq 0 ] && echo passes || echo "fails; see $reports")"
    [ "$code" -eq 0 ] || failed=1
done
exit $failed
