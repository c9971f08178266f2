#!/bin/sh
# Make src/bookbuild/press/fogra39.icc anew: `make profile`. The measurements of coated FOGRA39 come with Debian's
# icc-profiles-free (FOGRA39L.ti3, zlib licence), the program that makes a profile of them is Argyll's colprof.
# 240 % is the least of all limits of ink that presets know. The file differs from the last one by its date.
set -eu

measured=/usr/share/color/icc/FOGRA39L.ti3
if ! command -v colprof >/dev/null 2>&1 || [ ! -f "$measured" ]; then
    echo "missing parts; to install them, run: apt-get install -y --no-install-recommends argyll icc-profiles-free" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$measured" "$work/f39.ti3"
colprof -ql -bl -kr -l240 -L95 -A bookbuild -M FOGRA39L -D "Coated FOGRA39, 240 % (bookbuild)" \
    -C "Free to use, embed and share; from FOGRA39L.ti3 of Kai-Uwe Behrmann, zlib licence" \
    -O src/bookbuild/press/fogra39.icc "$work/f39"
