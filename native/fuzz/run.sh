#!/usr/bin/env bash
# Fuzzes the plan reader and the WAV reader for SECONDS (60) each, under AddressSanitizer and UBSan.
#   run.sh [SECONDS]
# Inputs that found something new stay in target/fuzz/corpus, where the next run starts; one that fails is kept as
# target/fuzz/{plan,wav}-crash-*. Needs clang, which is installed where it may be.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/setup.sh
. ../tools/setup.sh
seconds=${1:-60}
build=target/fuzz

missing_for_fuzzing() {
  kws_missing_native_packages
  command -v clang++ >/dev/null || echo clang
  # the sanitizers' and libFuzzer's libraries, which clang only recommends
  compgen -G '/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a' >/dev/null || echo libclang-rt-14-dev
}
# shellcheck disable=SC2046 # a list of package names
kws_install $(missing_for_fuzzing)

mkdir -p $build/corpus/plan $build/corpus/wav
launcher=()
if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
cmake -S . -B $build -DCMAKE_CXX_COMPILER=clang++ -DKWS_FUZZ=ON -DKWS_TESTS=OFF -DKWS_BENCH=OFF \
  "${launcher[@]}" >$build/build.log
cmake --build $build -j "${KWS_BUILD_JOBS:-2}" --target plan_fuzzer wav_fuzzer plan_seeds wav_seeds >>$build/build.log 2>&1 || {
  grep -E "error|FAILED|undefined" $build/build.log | head -20 >&2
  exit 1
}
for fuzzer in plan wav; do
  $build/fuzz/${fuzzer}_seeds $build/corpus/$fuzzer
  $build/fuzz/${fuzzer}_fuzzer -max_total_time="$seconds" -max_len=16384 -use_value_profile=1 -rss_limit_mb=3000 -timeout=20 \
    -artifact_prefix=$build/$fuzzer- $build/corpus/$fuzzer >$build/$fuzzer.log 2>&1 || {
    tail -40 $build/$fuzzer.log >&2
    echo "fuzz/run.sh: ${fuzzer}_fuzzer failed; its input is native/$build/$fuzzer-*" >&2
    exit 1
  }
  echo "$fuzzer: $(tail -1 $build/$fuzzer.log)"
done
