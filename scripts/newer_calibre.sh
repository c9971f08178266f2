#!/bin/sh
# newer_calibre.sh FOLDER: Debian 13's calibre in FOLDER, for a Debian whose own is too old.
# Nothing is installed and no root is needed: packages are unpacked from the mirror that apt uses, and what is in
# FOLDER/bin runs on the loader, the libraries and the Python that came with them. The system's own stay as they are.
set -eu

mkdir -p "$1"
folder=$(cd "$1" && pwd)
apt=$folder/apt

# An apt of its own, which knows of no installed package, and of the system's settings keeps proxies and passwords.
private_apt() {
    mkdir -p "$apt/lists/partial" "$apt/archives/partial"
    : >"$apt/status"
    keys=/usr/share/keyrings/debian-archive-keyring.gpg
    printf 'deb [signed-by=%s] %s trixie main\n' "$keys" "$1" >"$apt/sources.list"
    cat >"$apt/conf" <<END
Dir::State "$apt";
Dir::State::status "$apt/status";
Dir::Cache "$apt";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root";
#clear APT::Update;
END
}

# A program of calibre's is called by its own name, by calibre too, which starts others.
programs() {
    mkdir -p "$folder/bin"
    cat >"$folder/bin/ebook-convert" <<'END'
#!/bin/sh
bin=$(cd "$(dirname "$0")" && pwd)
usr=${bin%/*}/unpacked/usr
for libraries in "$usr"/lib/*-linux-gnu*; do :; done
for loader in "$libraries"/ld-linux*.so.*; do :; done
export PYTHONHOME="$usr" QT_PLUGIN_PATH="$libraries/qt6/plugins" CALIBRE_EXECUTABLES_PATH="$bin"
export CALIBRE_PYTHON_PATH="$usr/lib/calibre" CALIBRE_RESOURCES_PATH="$usr/share/calibre"
export CALIBRE_EXTENSIONS_PATH="$usr/lib/calibre/calibre/plugins"
python=$usr/bin/python3
exec "$loader" --library-path "$libraries" --argv0 "$python" "$python" "$usr/bin/${0##*/}" "$@"
END
    chmod +x "$folder/bin/ebook-convert"
    ln -sf ebook-convert "$folder/bin/calibre-debug"
    ln -sf ebook-convert "$folder/bin/calibre-parallel"
}

# shellcheck disable=SC2016 # apt fills the name in
mirror=$(apt-get indextargets --format '$(SITE)' 'Origin: Debian' 'Label: Debian' | head -n 1)
if [ -z "$mirror" ]; then
    echo "apt knows no mirror of Debian's" >&2
    exit 1
fi
private_apt "$mirror"
apt-get -q -c "$apt/conf" update >/dev/null
apt-get -q -c "$apt/conf" install -y --no-install-recommends --download-only calibre >/dev/null
for package in "$apt"/archives/*.deb; do dpkg-deb -x "$package" "$folder/unpacked"; done
rm -r "$apt"
programs
"$folder/bin/ebook-convert" --version >&2
