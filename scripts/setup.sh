#!/bin/sh
# Set up what `make` needs: setup.sh build|test|bench|readers|commonmark|conversions
# A virtual environment with bookbuild in it, then the system's parts: Pango and fonts for a build,
# Java and poppler for the tests. They are installed only for root on a system with apt; anyone else is
# shown the line to run. A part that stays missing stops nothing here: bookbuild says what it means.
set -eu

goal=${1:-build}
python=${PYTHON:-python3}
venv=${VENV:-.venv}

say() { printf '%s\n' "$*" >&2; }

have() { command -v "$1" >/dev/null 2>&1; }

may_install() { [ "$(id -u)" -eq 0 ] && have apt-get; }

# install LINE: run the command that installs, or show it.
install() {
    if may_install; then
        say "installing: $1"
        apt-get -q update >/dev/null || say "the package lists could not be refreshed"
        DEBIAN_FRONTEND=noninteractive sh -c "$1" >/dev/null || say "that failed: $1"
    else
        say "missing parts; to install them, run: $1"
    fi
}

as_root() { if [ "$(id -u)" -eq 0 ]; then printf '%s' "$1"; else printf 'sudo %s' "$1"; fi; }

check_python() {
    if ! have "$python"; then
        say "$python was not found: install Python 3.11 or later, or say make PYTHON=/path/to/python"
        exit 2
    fi
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        say "$("$python" --version) is too old: bookbuild needs 3.11 or later (make PYTHON=/path/to/python)"
        exit 2
    fi
}

make_venv() {
    if [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pip' 2>/dev/null; then
        return
    fi
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        install "$(as_root 'apt-get install -y --no-install-recommends python3-venv')"
    fi
    say "making $venv"
    if [ -e "$venv" ] && [ ! -e "$venv/pyvenv.cfg" ]; then
        say "$venv is there and is no virtual environment: move it, or say make VENV=another"
        exit 2
    fi
    "$python" -m venv --clear "$venv"
}

install_bookbuild() {
    case $goal in
        build) what=. ;;
        *) what=".[$goal]" ;;
    esac
    say "installing bookbuild and what it is built on"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$what"
    "$venv/bin/python" -m compileall -q src || say "bookbuild starts more slowly: it could not be compiled ahead"
}

system_parts() {
    line=$("$venv/bin/python" -m bookbuild doctor --install-line)
    [ -z "$line" ] || install "$line"
}

test_parts() {
    packages=
    have java || packages="$packages default-jre-headless"
    have pdftotext || packages="$packages poppler-utils"
    [ -z "$packages" ] || install "$(as_root "apt-get install -y --no-install-recommends$packages")"
}

# Reading engines and Ace, from npm, beside Debian's Chromium: for `make check-readers` and `make check-a11y`.
reading_parts() {
    packages=
    have node || packages="$packages nodejs"
    have npm || packages="$packages npm"
    have chromium || have chromium-browser || packages="$packages chromium"
    [ -z "$packages" ] || install "$(as_root "apt-get install -y --no-install-recommends$packages")"
    mkdir -p "$venv/readers"
    cp scripts/readers/package.json "$venv/readers/"
    PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$venv/readers" --no-audit --no-fund --no-package-lock --silent
    touch "$venv/readers/.installed"
}

# The specification with its examples, for `make check-commonmark`.
commonmark_parts() {
    have npm || install "$(as_root 'apt-get install -y --no-install-recommends npm')"
    npm install --prefix "$venv/commonmark" --no-audit --no-fund --no-package-lock --silent commonmark-spec@0.31.2
    touch "$venv/commonmark/.installed"
}

# calibre, for `make check-conversions`: the system's where it makes KEPUB, else one of Debian 13's.
converting_parts() {
    line=$(as_root 'apt-get install -y --no-install-recommends calibre')
    PATH="$venv/calibre/bin:$PATH"
    if ! makes_kepub "$(have ebook-convert && ebook-convert --version)"; then
        ! may_install || apt-get -q update >/dev/null
        if makes_kepub "$(apt-cache policy calibre | sed -n 's/ *Candidate: /calibre /p')"; then
            install "$line"
        else
            say "unpacking Debian 13's calibre into $venv/calibre"
            sh scripts/newer_calibre.sh "$venv/calibre" || have ebook-convert || install "$line"
        fi
    fi
    touch "$venv/.installed-conversions"
}

# makes_kepub VERSION: whether it is calibre 8 or later.
makes_kepub() { [ "$(printf '%s' "$1" | sed -n 's/.*calibre \([0-9]*\)[.].*/\1/p')" -ge 8 ] 2>/dev/null; }

case $goal in
    readers) reading_parts; exit ;;
    commonmark) commonmark_parts; exit ;;
    conversions) converting_parts; exit ;;
esac
check_python
make_venv
install_bookbuild
system_parts
touch "$venv/.installed"
if [ "$goal" != build ]; then
    test_parts
    touch "$venv/.installed-$goal"
fi
