#!/usr/bin/env bash
# Builds the program for Windows and macOS on an x86-64 Debian and packs its bundles (into bench/target):
#   toolchain-cross/build.sh windows-x86_64|macos-x86_64|macos-arm64|all [--test]
# The compiler is Zig, of PyPI's package ziglang (requirements.txt). --test also runs what is for Windows under Wine
# (toolchain-cross/run-tests); what is for macOS can only be looked at (toolchain-cross/check), which is done in any case.
# What is missing is installed from Debian's packages and PyPI where this may be done, else named in one line (exit code 77).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=../tools/setup.sh
. tools/setup.sh

test=
case ${1:-} in
  windows-x86_64 | macos-x86_64 | macos-arm64) platforms=$1 ;;
  all) platforms="windows-x86_64 macos-x86_64 macos-arm64" ;;
  *) kws_say "usage: toolchain-cross/build.sh windows-x86_64|macos-x86_64|macos-arm64|all [--test]"; exit 2 ;;
esac
case ${2:-} in
  '') ;;
  --test) test=1 ;;
  *) kws_say "toolchain-cross/build.sh: unknown argument $2"; exit 2 ;;
esac
[ "$(uname -m)" = x86_64 ] || { kws_say "toolchain-cross/build.sh cross-compiles on x86-64"; exit 1; }

missing=$(kws_missing_packages)
python3 -m pip --version >/dev/null 2>&1 || missing+=" python3-pip"
# of Makefiles CMake packs a program's resources into an archive, from which the linker does not take them
command -v ninja >/dev/null || missing+=" ninja-build"
command -v llvm-objdump-14 >/dev/null || missing+=" llvm-14"
if [ -n "$test" ] && [ ! -x /usr/lib/wine/wine64 ]; then missing+=" wine64"; fi
# shellcheck disable=SC2086 # a list of package names, one a line
kws_install $(printf '%s\n' $missing | sort -u | tr '\n' ' ') || exit 77
kws_find_jdk || { kws_say "no JDK 17 or later found; set JAVA_HOME"; exit 1; }
toolchain-cross/fetch ziglang || exit $?

kws_say "building for $platforms (log: toolchain-cross/target/build.log)"
./mvnw -B "-P${platforms// /,}" -DskipTests package >toolchain-cross/target/build.log 2>&1 || {
  tail -n 40 toolchain-cross/target/build.log >&2
  kws_say "the build failed; its whole log is toolchain-cross/target/build.log"
  exit 1
}
for platform in $platforms; do
  toolchain-cross/check "$platform"
  for bundle in bench/target/kwsbench-*-"$platform".{zip,tar.gz}; do
    [ -e "$bundle" ] || continue
    (cd bench/target && sha256sum "${bundle##*/}" >"${bundle##*/}.sha256")
    printf '%s: %s bytes, SHA-256 %s\n' "$bundle" "$(stat -c %s "$bundle")" "$(cut -d' ' -f1 "$bundle.sha256")"
  done
done
case $test:$platforms in
  1:*windows*) toolchain-cross/run-tests ;;
  1:*) kws_say "macOS is not tested here: its natives were looked at" ;;
esac
