#!/usr/bin/env bash
# Builds the native tests under AddressSanitizer with UBSan, then under ThreadSanitizer, and runs them.
#   sanitize.sh [address,undefined|thread ...]
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=tools/setup.sh
. ../tools/setup.sh
# shellcheck disable=SC2046 # a list of package names
kws_install $(kws_missing_native_packages)
[ $# -gt 0 ] || set -- address,undefined thread
launcher=()
if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi

for sanitizer; do
  build=target/sanitize-${sanitizer//,/-}
  # Threads are what ThreadSanitizer looks at: sessions' pools, and models that sessions share. The other tests
  # have one thread each, and there it would see nothing.
  if [ "$sanitizer" = thread ]; then
    targets=(session_test memory_test)
  else
    targets=(all)
  fi
  mkdir -p "$build"
  cmake -S . -B "$build" -DKWS_SANITIZE="$sanitizer" -DKWS_BENCH=OFF "${launcher[@]}" >"$build/build.log"
  cmake --build "$build" -j "${KWS_BUILD_JOBS:-2}" --target "${targets[@]}" >>"$build/build.log" 2>&1 || {
    grep -E "error|FAILED|undefined" "$build/build.log" | head -20 >&2
    exit 1
  }
  only=()
  [ "$sanitizer" != thread ] || only=(-R "^($(IFS='|' && echo "${targets[*]}"))\$")
  ctest --test-dir "$build" --output-on-failure --no-tests=error -j 2 "${only[@]}" >"$build/test.log" 2>&1 || {
    tail -60 "$build/test.log" >&2
    echo "sanitize.sh: tests failed under $sanitizer" >&2
    exit 1
  }
  echo "$sanitizer: $(grep 'tests passed' "$build/test.log")"
done
