// What the engine asks the processor for, beside what the compiler's own library finds there.
#include "core/processor.h"

#include <gtest/gtest.h>

namespace kws {
namespace {

#if defined(__x86_64__)

TEST(Processor, HasWhatTheCompilersLibraryFinds) {
  __builtin_cpu_init();
  const X86Features& has = ProcessorFeatures();
  EXPECT_EQ(has.sse4, __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("sse4.2"));
  EXPECT_EQ(has.avx2, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                          __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"));
  EXPECT_EQ(has.avx512, __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                            __builtin_cpu_supports("avx512dq") &&
                            __builtin_cpu_supports("avx512bw"));
  EXPECT_EQ(has.avx512_vnni, __builtin_cpu_supports("avx512vnni") != 0);
  EXPECT_EQ(has.avx512_bf16, __builtin_cpu_supports("avx512bf16") != 0);
#if !defined(__clang__)
  EXPECT_EQ(has.avx_vnni, __builtin_cpu_supports("avxvnni") != 0);
#endif
}

#endif

TEST(Processor, SaysTheSameTwice) {
#if defined(__x86_64__)
  EXPECT_EQ(&ProcessorFeatures(), &ProcessorFeatures());
#elif defined(__aarch64__)
  EXPECT_EQ(HasDotProducts(), HasDotProducts());
#endif
}

}  // namespace
}  // namespace kws
