#!/bin/sh
# Builds the native engine and its Java binding; each step does nothing when its outputs are newer than its inputs.
#
#   build.sh engine            CMake: libkwsbench, the runner kws_run and kws_listen, in target/cmake
#   build.sh parse JAVACPP     the header -> target/generated-sources/javacpp (JAVACPP: the javacpp jar)
#   build.sh jni JAVACPP       the JNI layer, libkwsbench, kws_run and kws_listen -> target/classes, as the loader expects them
#   build.sh format            checks the format of all C++, where clang-format 14 is installed
#   build.sh test              that; then builds and runs the native tests
#
# ccache is used where it is installed. KWS_PLATFORM (linux-x86_64) and KWS_CMAKE_ARGS (a toolchain file, -DKWS_TESTS=OFF) cross-compile.
set -eu
cd "$(dirname "$0")"
# the same objects whatever the checkout is called
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
host=linux-$(uname -m)
platform=${KWS_PLATFORM:-$host}
# a cross build keeps its own folder, so that the machine's own engine stays as it is
cmake_dir=target/cmake$([ "$platform" = "$host" ] || echo "-$platform")
package=io/kwsbench/nativelib
classes=target/classes
out=$classes/$package/$platform

die() {
  echo "build.sh: $*" >&2
  exit 1
}

usage() {
  echo "usage: build.sh engine|parse JAVACPP|jni JAVACPP|format|test" >&2
  exit 2
}

# Whether $1 exists and is newer than all other arguments.
newer() {
  [ -e "$1" ] || return 1
  target=$1
  shift
  for input; do
    [ "$target" -nt "$input" ] || return 1
  done
}

engine() {
  command -v cmake >/dev/null || die "cmake is missing: apt-get install cmake ninja-build g++ libhwy-dev libgtest-dev libbenchmark-dev"
  if [ ! -f $cmake_dir/build.ninja ] && [ ! -f $cmake_dir/Makefile ]; then
    mkdir -p $cmake_dir
    launcher=$(command -v ccache >/dev/null && echo -DCMAKE_CXX_COMPILER_LAUNCHER=ccache || true)
    generator=$(command -v ninja >/dev/null && echo Ninja || echo "Unix Makefiles")
    # shellcheck disable=SC2086 # several arguments
    cmake -S . -B $cmake_dir -G "$generator" -DKWS_BENCH=OFF $launcher ${KWS_CMAKE_ARGS:-} >$cmake_dir/configure.log 2>&1 || {
      tail -20 $cmake_dir/configure.log >&2
      die "cmake failed; it needs g++, libhwy-dev and libgtest-dev"
    }
  fi
  cmake --build $cmake_dir -j "${KWS_BUILD_JOBS:-2}" --target "$@" >$cmake_dir/build.log 2>&1 || {
    grep -E "error|FAILED|undefined" $cmake_dir/build.log | head -40 >&2
    die "the native build failed; see native/$cmake_dir/build.log"
  }
}

parse() {
  sources=target/generated-sources/javacpp
  newer $sources/$package/KwsNative.java include/kwsbench.h $classes/$package/KwsNativeConfig.class && return
  java -cp "$1:$classes" org.bytedeco.javacpp.tools.Builder -nocompile -classpath $classes -d $sources \
    -Dplatform.includepath="$PWD/include" io.kwsbench.nativelib.KwsNativeConfig >target/javacpp-parse.log 2>&1 || {
    cat target/javacpp-parse.log >&2
    die "JavaCPP could not parse kwsbench.h"
  }
}

# $1: a program of run/
program() {
  newer "$out/$1" "$cmake_dir/run/$1" && return
  mkdir -p "$out"
  ${KWS_STRIP:-strip} -o "$out/$1" "$cmake_dir/run/$1" 2>/dev/null || cp "$cmake_dir/run/$1" "$out/$1"
}

jni() {
  lib=$cmake_dir/libkwsbench.so
  program kws_run
  program kws_listen
  newer "$out/libjniKwsNative.so" include/kwsbench.h $lib $classes/$package/KwsNative.class && return
  mkdir -p "$out"
  ${KWS_STRIP:-strip} --strip-unneeded -o "$out/libkwsbench.so" $lib 2>/dev/null || cp $lib "$out/libkwsbench.so"
  java -cp "$1:$classes" org.bytedeco.javacpp.tools.Builder -classpath $classes -d "$out" \
    -properties "$platform" -Dplatform.includepath="$PWD/include" -Dplatform.linkpath="$PWD/$out" \
    -Dplatform.linkpath.prefix2=-Wl,-rpath-link, \
    ${KWS_JAVACPP_ARGS:-} 'io.kwsbench.nativelib.*' >target/javacpp-build.log 2>&1 || {
    tail -20 target/javacpp-build.log >&2
    die "JavaCPP could not build the JNI layer"
  }
}

# Other versions than Debian 12's break lines elsewhere. Where it is missing the check is left out, under CI it fails.
format() {
  for tool in clang-format-14 clang-format none; do
    "$tool" --version 2>/dev/null | grep -q 'version 14\.' && break
  done
  if [ "$tool" = none ]; then
    [ "${CI:-}" != true ] || die "clang-format 14 is missing: apt-get install clang-format-14"
    return 0
  fi
  find include src test bench fuzz run -name '*.cc' -o -name '*.h' -o -name '*.c' | sort |
    xargs "$tool" --dry-run -Werror 2>target/format.log || {
    grep error: target/format.log | head -20 >&2
    die "not formatted: clang-format -i the files above (CONTRIBUTING.md)"
  }
}

case ${1:-}:$# in
  engine:1 | parse:2 | jni:2 | format:1 | test:1) ;;
  *) usage ;;
esac
case $1 in
  engine) engine kwsbench kws_run kws_listen ;;
  parse | jni)
    [ -f "$2" ] || die "$2: no such file"
    "$1" "$2"
    ;;
  format) format ;;
  test)
    format
    engine all
    ctest --test-dir $cmake_dir --output-on-failure -j 2 >target/ctest.log 2>&1 || {
      tail -60 target/ctest.log >&2
      die "native tests failed"
    }
    ;;
esac
