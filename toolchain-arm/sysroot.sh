#!/usr/bin/env bash
# Makes a folder with an ARM Debian's JRE in it, for running the ARM natives under QEMU user emulation:
#   toolchain-arm/sysroot.sh arm64|armhf FOLDER [RELEASE]     (a folder that has one already is left as it is)
# RELEASE: Debian's, bullseye (11) if not said: its C library, 2.31, is the oldest that the bundles have to run on.
# Packages are downloaded with apt into a private root of that architecture and unpacked, never installed: the host's own
# packages stay as they are, and versions need not match the host's. Security updates are left out: a folder for tests.
# Exit code 77: not downloaded.
set -euo pipefail
usage() {
  echo "usage: toolchain-arm/sysroot.sh arm64|armhf FOLDER [RELEASE]" >&2
  exit 2
}
case ${1:-} in arm64 | armhf) ;; *) usage ;; esac
if [ $# -lt 2 ] || [ $# -gt 3 ] || [ -z "$2" ]; then usage; fi
arch=$1 folder=$2 release=${3:-bullseye}
packages="openjdk-17-jre-headless libstdc++6"
mirror=${KWS_DEBIAN_MIRROR:-http://deb.debian.org}
if [ -x "$folder/usr/lib/jvm/java-17-openjdk-$arch/bin/java" ]; then exit 0; fi
rm -rf "$folder.part"
mkdir -p "$folder.part"
root=$(cd "$folder.part" && pwd)
state=$root/.apt
mkdir -p "$state/lists/partial" "$state/archives/partial" "$state/no-parts"
: >"$state/status"
cat >"$state/sources.list" <<SOURCES
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror/debian $release main
SOURCES
options=(
  -o APT::Architecture="$arch" -o APT::Architectures::="$arch" -o Dir::State="$state" -o Dir::State::status="$state/status"
  -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts="$state/no-parts"
  -o Dir::State::lists="$state/lists" -o Dir::Cache::archives="$state/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
  -o Acquire::Retries=3 -o Acquire::Languages=none -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Debug::NoLocking=true
)
echo "sysroot: downloading Debian's $arch JRE ($release)" >&2
# an index that a mirror is just renewing is no reason to stop: what is needed shows in the next step
apt-get "${options[@]}" -qq update 2>"$state/update.log" || echo "sysroot: some package lists could not be renewed" >&2
# shellcheck disable=SC2086 # a list of package names
apt-get "${options[@]}" -qq -y --download-only install $packages >"$state/log" 2>&1 || {
  tail -n 5 "$state/update.log" "$state/log" >&2
  echo "sysroot: could not download $packages for $arch from $mirror/debian $release" >&2
  exit 77
}
# as every Debian is laid out since 12; and the host's index of libraries is not this root's
mkdir -p "$root/usr/lib" "$root/usr/bin" "$root/usr/sbin" "$root/etc"
ln -s usr/lib "$root/lib"
ln -s usr/bin "$root/bin"
ln -s usr/sbin "$root/sbin"
: >"$root/etc/ld.so.cache"
for package in "$state"/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -C "$root" -x --keep-directory-symlink --exclude='./usr/share/doc*' --exclude='./usr/share/man*'
done
rm -rf "$state"
rm -rf "$folder"
mv "$folder.part" "$folder"
