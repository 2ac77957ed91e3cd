#!/usr/bin/env bash
# Builds the program for a Raspberry Pi on an x86-64 Debian and packs its bundles (into bench/target):
#   toolchain-arm/build.sh arm64|armhf|all [--test]
# arm64: 64-bit systems (Pi 3 and later), with TensorFlow and, smaller, without (lite); armhf: 32-bit ones (Pi 2 and later).
# --test also runs them under QEMU with a Debian 11 JRE (toolchain-arm/run-tests). What is missing is installed from Debian's
# packages where this may be done, else named in one line (exit code 77: of that, a JRE's download, too).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=../tools/setup.sh
. tools/setup.sh

test=
case ${1:-} in
  arm64 | armhf) archs=$1 ;;
  all) archs="arm64 armhf" ;;
  *) kws_say "usage: toolchain-arm/build.sh arm64|armhf|all [--test]"; exit 2 ;;
esac
case ${2:-} in
  '') ;;
  --test) test=1 ;;
  *) kws_say "toolchain-arm/build.sh: unknown argument $2"; exit 2 ;;
esac
[ "$(uname -m)" = x86_64 ] || { kws_say "toolchain-arm/build.sh cross-compiles on x86-64; on a Pi itself ./kwsbench builds"; exit 1; }

installed() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = "ii " ]; }

# Debian packages that an architecture needs and this machine lacks.
missing_for() {
  local package packages="crossbuild-essential-$1 libhwy-dev:$1"
  if [ -n "$test" ]; then packages+=" libgtest-dev:$1 qemu-user qemu-user-static"; fi
  for package in $packages; do installed "$package" || echo "$package"; done
}

missing=$(kws_missing_packages)
for arch in $archs; do
  lacks=$(missing_for "$arch")
  [ -n "$lacks" ] || continue
  missing+=" $lacks"
  if kws_may_install && ! dpkg --print-foreign-architectures | grep -qx "$arch"; then kws_as_root dpkg --add-architecture "$arch"; fi
done
# shellcheck disable=SC2086 # a list of package names, one a line
kws_install $(printf '%s\n' $missing | sort -u | tr '\n' ' ') || exit 77
kws_find_jdk || { kws_say "no JDK 17 or later found; set JAVA_HOME"; exit 1; }

kws_say "building for $archs (log: toolchain-arm/target/build.log)"
mkdir -p toolchain-arm/target
./mvnw -B "-P${archs// /,}" -DskipTests package >toolchain-arm/target/build.log 2>&1 || {
  tail -n 40 toolchain-arm/target/build.log >&2
  kws_say "the build failed; its whole log is toolchain-arm/target/build.log"
  exit 1
}
for arch in $archs; do
  toolchain-arm/check "$arch"
  for bundle in bench/target/kwsbench-*-linux-"$arch"*.tar.gz; do
    (cd bench/target && sha256sum "${bundle##*/}" >"${bundle##*/}.sha256")
    printf '%s: %s bytes, SHA-256 %s\n' "$bundle" "$(stat -c %s "$bundle")" "$(cut -d' ' -f1 "$bundle.sha256")"
    limit=$([ "$arch" = armhf ] && echo 8000000 || echo 1000000000)
    [ "$(stat -c %s "$bundle")" -le "$limit" ] || { kws_say "$bundle is larger than $limit bytes"; exit 1; }
  done
done
[ -n "$test" ] || exit 0

# each architecture on a core of its own
tests=()
for arch in $archs; do
  # counts need the real graphs and QEMU's plugins; without the graphs they say so and pass
  { toolchain-arm/run-tests "$arch" && toolchain-arm/instructions "$arch"; } &
  tests+=($!)
done
outcome=0
for process in "${tests[@]}"; do
  status=0
  wait "$process" || status=$?
  # what could not be downloaded does not hide what failed
  case $status in 0) ;; 77) [ "$outcome" != 0 ] || outcome=77 ;; *) outcome=1 ;; esac
done
exit "$outcome"
