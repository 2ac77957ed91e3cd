// One dispatcher, one override variable, and the forced variant is the one that runs.
#include "core/isa.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>
#include <string>

#include "kwsbench.h"
#include "plan_builder.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "isa_test.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

// The target that this copy was compiled for.
int64_t WhoRuns() { return HWY_TARGET; }

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

namespace {

class Override : public ::testing::Test {
 protected:
  void TearDown() override { unsetenv("KWSBENCH_ISA"); }
};

TEST(Isa, BestFirstReferenceLast) {
  const std::vector<Isa>& isas = AvailableIsas();
  ASSERT_GE(isas.size(), 1u);
  EXPECT_STREQ(isas.back().name, "reference");
  for (size_t i = 1; i + 1 < isas.size(); ++i) EXPECT_LT(isas[i - 1].target, isas[i].target);
  EXPECT_EQ(std::string(kws_available_isas()).substr(0, std::string(isas[0].name).size()),
            isas[0].name);
}

TEST(Isa, TheChosenTargetIsTheOneThatRuns) {
  for (const Isa& isa : AvailableIsas()) {
    if (isa.target == 0) continue;
    EXPECT_EQ(KWS_FOR_TARGET(WhoRuns, isa.target)(), isa.target) << isa.name;
  }
}

// Kernels that only move data have one version for all targets.
bool OnlyMoves(kws_kernel kernel) {
  switch (kernel) {
    case KWS_GATHER:
    case KWS_CAST:
    case KWS_EXTRACT_PATCHES:
    case KWS_ARG_REDUCE:
    case KWS_FILL:
    case KWS_SELECT:
    case KWS_COPY:
      return true;
    default:
      return false;
  }
}

TEST(Isa, EveryVectorKernelHasCodeOfItsOwnForEachTarget) {
  for (int k = 0; k < kKernelCount; ++k) {
    std::set<KernelFn> functions;
    for (const Isa& isa : AvailableIsas()) functions.insert(KernelsFor(isa).entries[k].run);
    if (OnlyMoves(kKernels[k].id)) {
      EXPECT_LE(functions.size(), 2u) << kKernels[k].name;  // one may be the reference's own
    } else {
      EXPECT_EQ(functions.size(), AvailableIsas().size()) << kKernels[k].name;
    }
  }
}

TEST_F(Override, TheVariableForcesAnIsa) {
  PlanBuilder plan;
  const OperandRecord x = plan.Floats(4);
  plan.Tensor("x", true, KWS_FLOAT32, {4}, x);
  const std::vector<uint8_t> file = plan.Finish();
  for (const Isa& isa : AvailableIsas()) {
    setenv("KWSBENCH_ISA", isa.name, 1);
    kws_model* model = nullptr;
    ASSERT_EQ(kws_model_open_memory(file.data(), file.size(), nullptr, &model), KWS_OK);
    EXPECT_STREQ(kws_model_isa(model), isa.name);
    kws_model_close(model);
  }
}

TEST_F(Override, AnUnknownOneIsAnErrorNotAFallback) {
  const char* resolved = nullptr;
  setenv("KWSBENCH_ISA", "mmx", 1);
  EXPECT_EQ(kws_resolve_isa(nullptr, &resolved), KWS_UNSUPPORTED);
  EXPECT_NE(std::string(kws_last_error()).find("KWSBENCH_ISA=mmx"), std::string::npos);
  EXPECT_EQ(kws_resolve_isa("reference", &resolved),
            KWS_OK);  // an argument goes before the variable
  EXPECT_STREQ(resolved, "reference");
}

// The largest of several short measurements; of two that have to differ, until they do.
double Peak(const char* isa) {
  double gflops = 0, sustained = 0;
  EXPECT_EQ(kws_measure_peak(isa, KWS_FMA, 2, &gflops, &sustained), KWS_OK);
  EXPECT_GT(sustained, 0);
  EXPECT_LE(sustained, gflops);
  return gflops;
}

// If the measurement ran another target's code than it was asked for, these two were the same.
TEST(Isa, PeakGrowsWithTheVector) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "instrumented loops do not run at the processor's peak";
#endif
  double narrow = 0, wide = 0;
  for (const Isa& isa : AvailableIsas()) {
    if (strcmp(isa.name, "sse4") == 0) narrow = 1;
    if (strcmp(isa.name, "avx2") == 0) wide = 1;
  }
  if (narrow * wide == 0) GTEST_SKIP() << "no two vector sizes here";
  narrow = wide = 0;
  for (int i = 0; i < 50 && (i < 5 || wide < 1.5 * narrow); ++i) {
    narrow = std::max(narrow, Peak("sse4"));
    wide = std::max(wide, Peak("avx2"));
  }
  EXPECT_GE(wide, 1.5 * narrow);
  EXPECT_LE(wide, 8 * narrow);
}

// Narrow numbers have a peak where there are instructions for them, and nowhere else.
TEST(Isa, PeaksOfNarrowNumbers) {
  double gops = 0, sustained = 0;
  for (const Isa& isa : AvailableIsas()) {
    const bool bf16 = KernelsFor(isa).bf16;
    EXPECT_EQ(kws_measure_peak(isa.name, KWS_BF16_DOT, 2, &gops, &sustained),
              bf16 ? KWS_OK : KWS_UNSUPPORTED)
        << isa.name;
    if (bf16) {
      EXPECT_GT(gops, 0);
    }
    gops = 0;
    if (kws_measure_peak(isa.name, KWS_INT8_DOT, 2, &gops, &sustained) == KWS_OK) {
      EXPECT_GT(gops, 0);
    } else {
      EXPECT_NE(std::string(kws_last_error()).find("has no instruction"), std::string::npos);
    }
  }
  EXPECT_EQ(kws_measure_peak("reference", KWS_INT8_DOT, 2, &gops, &sustained), KWS_UNSUPPORTED);
}

TEST(Isa, PeakTakesItsTimeFromTheCaller) {
  double gflops = 0, sustained = 0;
  EXPECT_EQ(kws_measure_peak(nullptr, KWS_FMA, 0, &gflops, &sustained), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_measure_peak("reference", KWS_FMA, 1, nullptr, &sustained), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_measure_peak("reference", KWS_FMA, 1, &gflops, nullptr), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_measure_peak("reference", 3, 1, &gflops, &sustained), KWS_INVALID_ARGUMENT);
  EXPECT_EQ(kws_measure_peak("mmx", KWS_FMA, 1, &gflops, &sustained), KWS_UNSUPPORTED);
}

}  // namespace
}  // namespace kws
#endif  // HWY_ONCE
