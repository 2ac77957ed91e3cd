#!/bin/sh
# Fuzzes the plan reader and the WAV reader for SECONDS (60) each, under AddressSanitizer and UBSan. Needs clang.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
build=target/fuzz
command -v clang++ >/dev/null || {
  echo "fuzz/run.sh: clang++ is missing: apt-get install clang" >&2
  exit 1
}
cmake -S . -B $build -DCMAKE_CXX_COMPILER=clang++ -DKWS_FUZZ=ON -DKWS_TESTS=OFF -DKWS_BENCH=OFF >/dev/null
cmake --build $build -j "${KWS_BUILD_JOBS:-2}" >$build/build.log 2>&1 || {
  grep -E "error|FAILED" $build/build.log | head -20 >&2
  exit 1
}
mkdir -p $build/corpus/plan $build/corpus/wav
$build/fuzz/plan_seeds $build/corpus/plan
for fuzzer in plan wav; do
  [ -x $build/fuzz/${fuzzer}_fuzzer ] || continue
  $build/fuzz/${fuzzer}_fuzzer -max_total_time="$seconds" -max_len=16384 -rss_limit_mb=3000 -timeout=20 -print_final_stats=0 \
    -artifact_prefix=$build/$fuzzer- $build/corpus/$fuzzer >$build/$fuzzer.log 2>&1 || {
    tail -40 $build/$fuzzer.log >&2
    exit 1
  }
  echo "$fuzzer: $(tail -1 $build/$fuzzer.log)"
done
