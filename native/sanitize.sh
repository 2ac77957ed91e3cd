#!/bin/sh
# Builds the native tests under AddressSanitizer with UBSan, then under ThreadSanitizer, and runs them.
#   sanitize.sh [address,undefined|thread ...]
set -eu
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- address,undefined thread
for sanitizer; do
  build=target/sanitize-$(echo "$sanitizer" | tr , -)
  mkdir -p "$build"
  launcher=$(command -v ccache >/dev/null && echo -DCMAKE_CXX_COMPILER_LAUNCHER=ccache || true)
  # shellcheck disable=SC2086 # nothing or one argument
  cmake -S . -B "$build" -DKWS_SANITIZE="$sanitizer" -DKWS_BENCH=OFF $launcher >"$build/build.log"
  cmake --build "$build" -j "${KWS_BUILD_JOBS:-2}" >>"$build/build.log" 2>&1 || {
    grep -E "error|FAILED|undefined" "$build/build.log" | head -20 >&2
    exit 1
  }
  # Threads are what ThreadSanitizer looks at; it need not repeat every kernel's arithmetic.
  only=$([ "$sanitizer" = thread ] && echo "-R session_test|features" || true)
  # shellcheck disable=SC2086 # nothing or two arguments
  ctest --test-dir "$build" --output-on-failure -j 2 $only >"$build/test.log" 2>&1 || {
    tail -60 "$build/test.log" >&2
    echo "sanitize.sh: tests failed under $sanitizer" >&2
    exit 1
  }
  echo "$sanitizer: $(grep 'tests passed' "$build/test.log")"
done
