# shellcheck shell=bash
# Sourced by ./kwsbench and ./verify: finds a JDK and what the native build needs, installs what is missing
# from Debian's packages where it may, else names it in one line. Sets JAVA_HOME. Talks on stderr only.

kws_say() { printf 'kwsbench: %s\n' "$*" >&2; }

# The feature release of a JDK's compiler: "17" of "javac 17.0.15"; empty when there is none.
kws_javac_release() { "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

# A JDK of at least 17: JAVA_HOME, then the PATH's javac, then Debian's folder.
kws_find_jdk() {
  local on_path='' candidate release
  if command -v javac >/dev/null 2>&1; then
    on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*17* /usr/lib/jvm/*; do
    # none: /bin/javac would be a JDK in the root folder
    [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] || continue
    release=$(kws_javac_release "$candidate")
    if [ -n "$release" ] && [ "$release" -ge 17 ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

# Debian packages that the engine's C++ build lacks, one a line.
kws_missing_native_packages() {
  command -v cmake >/dev/null 2>&1 || echo cmake
  command -v make >/dev/null 2>&1 || echo make
  command -v g++ >/dev/null 2>&1 || echo g++
  [ -e /usr/include/hwy/highway.h ] || echo libhwy-dev
  [ -e /usr/include/gtest/gtest.h ] || echo libgtest-dev
  [ -e /usr/include/benchmark/benchmark.h ] || echo libbenchmark-dev
  # what the sources' format is checked with; elsewhere that check is left out where the tool is missing
  [ "${CI:-}" != true ] || command -v clang-format-14 >/dev/null 2>&1 || echo clang-format-14
}

# Debian packages that the whole build lacks, one a line.
kws_missing_packages() {
  kws_find_jdk || echo openjdk-17-jdk-headless
  kws_missing_native_packages
}

# A check that cannot be made here, for the reason given: passed over, but a failure under CI=true, where everything
# that a check needs has to be there.
kws_skip() {
  kws_say "skipped: $*"
  [ "${CI:-}" != true ]
}

# Ends a script that takes no arguments and is given some: kws_no_arguments NAME "$@".
kws_no_arguments() {
  [ $# -gt 1 ] || return 0
  kws_say "$1 takes no arguments; it was given '$2'"
  exit 2
}

# root, or sudo that asks for no password
kws_as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

kws_may_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

# Installs the packages named, which may be none; else says which are missing and fails.
kws_install() {
  local missing=$*
  [ -n "$missing" ] || return 0
  if ! kws_may_install; then
    kws_say "missing: $missing; install with: sudo apt-get install $missing"
    return 1
  fi
  kws_say "installing from Debian's packages: $missing"
  # one log for both steps, shown only when the installation fails: an index that a mirror has half synchronised (of
  # another architecture, say) need not be one that these packages come from
  local log
  log=$(mktemp)
  # shellcheck disable=SC2086 # a list of package names
  if ! {
    kws_as_root apt-get update -qq || true
    kws_as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends $missing
  } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    kws_say "could not install: $missing"
    return 1
  fi
  rm -f "$log"
}

kws_setup() {
  # shellcheck disable=SC2046 # a list of package names
  kws_install $(kws_missing_packages) || return 1
  kws_find_jdk || { kws_say "no JDK 17 or later found; set JAVA_HOME"; return 1; }
}
