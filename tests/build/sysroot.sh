#!/bin/bash
# SPDX-License-Identifier: MIT
# Unpacks Debian packages of another architecture, and what they depend on, into a folder: sysroot.sh ARCHITECTURE
# FOLDER PACKAGE... The machine's own packages and their lists stay as they are.
set -euo pipefail
architecture=$1 folder=$2
shift 2
[ "$(cat "$folder/made-of" 2>/dev/null)" != "$*" ] || exit 0

# The machine's mirror of Debian, if it has one.
# shellcheck disable=SC2016 # for apt-get, not for the shell
mirror=$(apt-get indextargets --format '$(REPO_URI) $(SUITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' |
    sed -n '1s/ .*//p')
release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
rm -rf "$folder"
mkdir -p "$folder"/apt/lists/partial "$folder"/apt/archives/partial
folder=$(cd "$folder" && pwd)
echo "deb ${mirror:-http://deb.debian.org/debian} $release main" >"$folder/apt/sources.list"
: >"$folder/apt/status"

apt=(apt-get -q -y -o APT::Architecture="$architecture" -o APT::Architectures="$architecture"
    -o APT::Sandbox::User=root -o Dir::State="$folder/apt" -o Dir::State::status="$folder/apt/status"
    -o Dir::Cache="$folder/apt" -o Dir::Etc::sourcelist="$folder/apt/sources.list" -o Dir::Etc::sourceparts=-)
"${apt[@]}" update
"${apt[@]}" install --no-install-recommends --download-only "$@"
for package in "$folder"/apt/archives/*.deb; do
    dpkg-deb -x "$package" "$folder"
done
rm -r "$folder/apt"
echo "$*" >"$folder/made-of"
