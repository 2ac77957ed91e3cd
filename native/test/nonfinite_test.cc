// NaN and infinities among the numbers of every kernel, on every instruction set of this machine:
// a NaN must come out wherever the reference has one, never a number made of it.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "cases.h"
#include "core/isa.h"
#include "kernels/scalar_math.h"

namespace kws {
namespace {

class Nonfinite : public ::testing::TestWithParam<int> {
 protected:
  const Kernel& kernel() const { return kKernels[GetParam()]; }

  bool IsFloatInput(const KernelCase& test, size_t i) const {
    const CaseOperand& o = test.operands[i];
    return i >= static_cast<size_t>(kernel().outputs) && o.fill == CaseOperand::kUniform &&
           o.dtype == KWS_FLOAT32;
  }
};

// A number put in some places of an operand: every `step` elements from `first` on.
struct Poison {
  float value;
  size_t operand;
  int64_t first, step;

  void Into(CaseMemory& memory, const KernelCase& test) const {
    for (int64_t i = first; i < test.operands[operand].elements; i += step)
      memory.Set(operand, i, value);
  }
};

// A sum over a whole window meets infinity - infinity in one order of additions and not in another.
bool OrderDecides(const Kernel& kernel, const Poison& poison) {
  return kernel.tables != nullptr && std::isinf(poison.value);
}

void ExpectSame(const std::vector<uint8_t>& expected, const std::vector<uint8_t>& actual,
                const CaseOperand& operand, double tolerance, bool either) {
  if (operand.dtype != KWS_FLOAT32) {
    ASSERT_EQ(memcmp(expected.data(), actual.data(), static_cast<size_t>(operand.size())), 0);
    return;
  }
  for (int64_t i = 0; i < operand.elements; ++i) {
    float want, got;
    memcpy(&want, expected.data() + i * 4, 4);
    memcpy(&got, actual.data() + i * 4, 4);
    if (std::isnan(want) ? std::isnan(got) : want == got) continue;
    if (either && !std::isfinite(want) && !std::isfinite(got)) continue;
    ASSERT_TRUE(std::isfinite(want) && std::isfinite(got) &&
                std::fabs(static_cast<double>(want) - got) <= tolerance * (1 + std::fabs(want)))
        << "element " << i << " is " << got << ", not " << want;
  }
}

void ExpectReference(const Kernel& kernel, int index, const KernelCase& test,
                     const Poison& poison) {
  CaseMemory reference(kernel, test, 5);
  poison.Into(reference, test);
  reference.Run({kernel.reference});
  for (const Isa& isa : AvailableIsas()) {
    SCOPED_TRACE(std::string(isa.name) + ", " + test.name + ": " + std::to_string(poison.value) +
                 " in operand " + std::to_string(poison.operand) + " from " +
                 std::to_string(poison.first) + " every " + std::to_string(poison.step));
    CaseMemory vector(kernel, test, 5);
    poison.Into(vector, test);
    vector.Run(KernelsFor(isa).entries[index]);
    ASSERT_TRUE(vector.GuardsIntact());
    for (size_t o = 0; o < static_cast<size_t>(kernel.outputs); ++o)
      ExpectSame(reference.operand(o), vector.operand(o), test.operands[o], test.tolerance,
                 OrderDecides(kernel, poison));
  }
}

TEST_P(Nonfinite, ComesOutAsInTheReference) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
  std::mt19937 random(3);
  for (const KernelCase& test : CasesOf(GetParam())) {
    if (test.timed) continue;
    for (size_t i = 0; i < test.operands.size(); ++i) {
      if (!IsFloatInput(test, i)) continue;
      const int64_t n = test.operands[i].elements;
      for (const float value : {kNaN, kInfinity, -kInfinity}) {
        const auto place = static_cast<int64_t>(random() % static_cast<uint64_t>(n));
        ExpectReference(kernel(), GetParam(), test, {value, i, place, n});
        ExpectReference(kernel(), GetParam(), test, {value, i, place % 3, 5});
        if (HasFatalFailure()) return;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Kernels, Nonfinite, ::testing::Range(0, kKernelCount),
                         [](const auto& info) { return std::string(kKernels[info.param].name); });

int ArgOf(bool minimum, const std::vector<float>& row) {
  const auto n = static_cast<int32_t>(row.size());
  const kws_arg_reduce_params p = {1, n, 1, minimum ? 1 : 0, KWS_INT32};
  const Kernel& kernel = *FindKernel(KWS_ARG_REDUCE);
  CaseMemory memory(kernel, MakeCase("row", p, {Out(1, KWS_INT32), Floats(n)}), 1);
  for (int32_t i = 0; i < n; ++i) memory.Set(1, i, row[static_cast<size_t>(i)]);
  memory.Run(KernelsFor(AvailableIsas().front()).entries[&kernel - kKernels]);
  int32_t at;
  memcpy(&at, memory.operand(0).data(), sizeof(at));
  return at;
}

// TensorFlow starts at index 0 with the lowest finite number, and takes what is more than that.
TEST(NonfiniteReference, AnIndexIsOfWhatIsMoreThanTheLowestNumber) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
  for (const bool minimum : {false, true}) {
    const float worst = minimum ? kInfinity : -kInfinity, best = -worst;
    EXPECT_EQ(ArgOf(minimum, {kNaN, kNaN, kNaN}), 0);
    EXPECT_EQ(ArgOf(minimum, {worst, worst, worst}), 0);
    EXPECT_EQ(ArgOf(minimum, {kNaN, worst, worst}), 0);
    EXPECT_EQ(ArgOf(minimum, {kNaN, worst, 3, kNaN, 3}), 2);
    EXPECT_EQ(ArgOf(minimum, {worst, 1, best, kNaN, best}), 2);
  }
}

// The reference itself: what IEEE 754 and TensorFlow make of a NaN.
TEST(NonfiniteReference, ANaNStaysOneInEveryFunction) {
  const float kNaN = std::numeric_limits<float>::quiet_NaN();
  for (int op = 0; op < KWS_UNARY_OPS; ++op)
    EXPECT_TRUE(std::isnan(ScalarUnary(op, -1.0f, 1.0f, kNaN))) << "unary " << op;
  for (int op = 0; op < KWS_BINARY_OPS; ++op) {
    EXPECT_TRUE(std::isnan(ScalarBinary(op, kNaN, 2.0f))) << "binary " << op;
    EXPECT_TRUE(std::isnan(ScalarBinary(op, 2.0f, kNaN))) << "binary " << op;
  }
}

}  // namespace
}  // namespace kws
