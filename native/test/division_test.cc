// Quotients, roots and whole numbers are IEEE 754's on every instruction set, at the limits of
// float too: no estimate that is off by a bit, which a floor makes a wrong integer.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "cases.h"
#include "core/isa.h"
#include "kernels/scalar_math.h"

namespace kws {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kLargest = std::numeric_limits<float>::max();
constexpr float kSmallest = std::numeric_limits<float>::min();
constexpr float kDenormal = std::numeric_limits<float>::denorm_min();

const std::vector<float> kNumbers = {
    0.0f,  -0.0f,     1.0f,   -1.0f,     2.0f,      3.0f,       6.0f,       13.0f,
    10.0f, -21.0f,    26.0f,  0.1f,      -0.4f,     2.5f,       kLargest,   -kLargest,
    2e38f, kSmallest, 4e-39f, kDenormal, kInfinity, -kInfinity, 16777216.0f};

int IndexOf(kws_kernel id) { return static_cast<int>(FindKernel(id) - kKernels); }

// The first output of a kernel over those inputs.
std::vector<float> OutputOf(const Isa& isa, kws_kernel id, const KernelCase& test,
                            const std::vector<std::vector<float>>& inputs) {
  CaseMemory memory(*FindKernel(id), test, 1);
  for (size_t i = 0; i < inputs.size(); ++i) {
    for (size_t e = 0; e < inputs[i].size(); ++e)
      memory.Set(i + 1, static_cast<int64_t>(e), inputs[i][e]);
  }
  memory.Run(KernelsFor(isa).entries[IndexOf(id)]);
  std::vector<float> out(inputs[0].size());
  memcpy(out.data(), memory.operand(0).data(), out.size() * sizeof(float));
  return out;
}

void ExpectSame(float got, float want, const std::string& what) {
  EXPECT_EQ(std::isnan(got), std::isnan(want)) << what << " is " << got << ", not " << want;
  if (std::isnan(want) || std::isnan(got)) return;
  EXPECT_EQ(got, want) << what;
  EXPECT_EQ(std::signbit(got), std::signbit(want)) << what;
}

TEST(Division, IsRoundedOnce) {
  std::vector<float> a, b;
  for (const float x : kNumbers) {
    for (const float y : kNumbers) {
      a.push_back(x);
      b.push_back(y);
    }
  }
  const auto count = static_cast<int32_t>(a.size());
  for (const int op : {KWS_DIV, KWS_FLOOR_DIV}) {
    kws_binary_params p = {};
    p.op = op;
    p.rank = 1;
    p.dims[0] = count;
    p.a_strides[0] = p.b_strides[0] = 1;
    const KernelCase test = MakeCase("quotients", p, {Out(count), Floats(count), Floats(count)});
    for (const Isa& isa : AvailableIsas()) {
      const std::vector<float> out = OutputOf(isa, KWS_BINARY, test, {a, b});
      for (size_t i = 0; i < a.size(); ++i)
        ExpectSame(out[i], ScalarBinary(op, a[i], b[i]),
                   std::string(isa.name) + ": " + std::to_string(a[i]) + " / " +
                       std::to_string(b[i]) + ", op " + std::to_string(op));
    }
  }
}

TEST(Division, RootsReciprocalsAndWholeNumbersAreRoundedOnce) {
  const auto count = static_cast<int32_t>(kNumbers.size());
  for (const int op : {KWS_SQRT, KWS_RECIPROCAL, KWS_FLOOR, KWS_CEIL, KWS_ROUND}) {
    const kws_unary_params p = {count, op, 0, 0};
    const KernelCase test = MakeCase("roots", p, {Out(count), Floats(count)});
    for (const Isa& isa : AvailableIsas()) {
      const std::vector<float> out = OutputOf(isa, KWS_UNARY, test, {kNumbers});
      for (size_t i = 0; i < kNumbers.size(); ++i)
        ExpectSame(out[i], ScalarUnary(op, 0, 0, kNumbers[i]),
                   std::string(isa.name) + ": op " + std::to_string(op) + " of " +
                       std::to_string(kNumbers[i]));
    }
  }
}

}  // namespace
}  // namespace kws
