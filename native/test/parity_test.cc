// Every kernel against its reference, over its cases, on every instruction set of this machine.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "cases.h"
#include "core/isa.h"

namespace kws {
namespace {

class Parity : public ::testing::TestWithParam<int> {
 protected:
  const Kernel& kernel() const { return kKernels[GetParam()]; }
};

std::string Validate(const Kernel& kernel, const KernelCase& test,
                     const std::vector<OperandExtent>& extents) {
  StepCheck check(extents.data(), static_cast<int>(extents.size()));
  const bool good = kernel.validate(test.params.data(), check);
  if (good != !check.failed()) return "verdict and message disagree";
  return check.message();
}

void ExpectNear(const CaseOperand& operand, const std::vector<uint8_t>& expected,
                const std::vector<uint8_t>& actual, double tolerance) {
  if (operand.dtype != KWS_FLOAT32) {
    ASSERT_EQ(memcmp(expected.data(), actual.data(), static_cast<size_t>(operand.size())), 0);
    return;
  }
  for (int64_t i = 0; i < operand.elements; ++i) {
    float want, got;
    memcpy(&want, expected.data() + i * 4, 4);
    memcpy(&got, actual.data() + i * 4, 4);
    if (std::isnan(want) ? std::isnan(got) : want == got) continue;
    ASSERT_TRUE(std::isfinite(want) && std::isfinite(got))
        << "element " << i << ": " << got << " for " << want;
    ASSERT_LE(std::fabs(static_cast<double>(want) - got), tolerance * (1 + std::fabs(want)))
        << "element " << i;
  }
}

TEST_P(Parity, HasCases) { EXPECT_FALSE(CasesOf(GetParam()).empty()) << kernel().name; }

TEST_P(Parity, AgreesWithReferenceOnEveryIsa) {
  for (const KernelCase& test : CasesOf(GetParam())) {
    ASSERT_EQ(Validate(kernel(), test, ExtentsOf(kernel(), test)), "") << test.name;
    CaseMemory reference(kernel(), test, 7);
    reference.Run({kernel().reference});
    ASSERT_FALSE(reference.error().failed()) << test.name << ": " << reference.error().message();
    ASSERT_TRUE(reference.GuardsIntact()) << test.name;
    for (const Isa& isa : AvailableIsas()) {
      SCOPED_TRACE(test.name + " on " + isa.name);
      CaseMemory vector(kernel(), test, 7);
      vector.Run(KernelsFor(isa).entries[GetParam()]);
      ASSERT_TRUE(vector.GuardsIntact()) << "wrote past an operand's end";
      for (size_t i = 0; i < vector.count(); ++i) {
        const bool output = i < static_cast<size_t>(kernel().outputs);
        if (output) {
          ExpectNear(test.operands[i], reference.operand(i), vector.operand(i), test.tolerance);
        } else {
          EXPECT_EQ(vector.operand(i), reference.operand(i)) << "changed input " << i;
        }
        if (HasFatalFailure()) return;
      }
    }
  }
}

// Threads share out items: where they cut must not change a bit.
TEST_P(Parity, BitsDoNotDependOnHowItemsAreShared) {
  for (const KernelCase& test : CasesOf(GetParam())) {
    for (const Isa& isa : AvailableIsas()) {
      SCOPED_TRACE(test.name + " on " + isa.name);
      const KernelEntry run = KernelsFor(isa).entries[GetParam()];
      CaseMemory whole(kernel(), test, 11);
      whole.Run(run);
      for (const int64_t parts : {2, 3, 7}) {
        CaseMemory split(kernel(), test, 11);
        const int64_t n = split.items();
        ASSERT_GE(n, 1);
        for (int64_t p = 0; p < parts; ++p) {
          if (n * p / parts < n * (p + 1) / parts)
            split.Run(run, n * p / parts, n * (p + 1) / parts);
        }
        for (int o = 0; o < kernel().outputs; ++o) {
          const auto i = static_cast<size_t>(o);
          ASSERT_EQ(split.operand(i), whole.operand(i)) << parts << " parts, output " << o;
        }
      }
    }
  }
}

// The cases give exact extents: a byte less must be refused.
TEST_P(Parity, RefusesOperandsThatAreTooSmall) {
  for (const KernelCase& test : CasesOf(GetParam())) {
    const std::vector<OperandExtent> exact = ExtentsOf(kernel(), test);
    for (size_t i = 0; i < exact.size(); ++i) {
      if (exact[i].space == KWS_SPACE_NONE || test.operands[i].dtype == KWS_BYTES) continue;
      std::vector<OperandExtent> small = exact;
      small[i].bytes -= 1;
      EXPECT_NE(Validate(kernel(), test, small), "") << test.name << " operand " << i;
    }
  }
}

// An operand as the manifest tells it; how many more there are is the parameters' to say.
struct ManifestOperand {
  bool optional;
  const char* type;
};

const std::vector<ManifestOperand>& ManifestOperands(int kernel) {
  static const std::vector<ManifestOperand> kAll[kKernelCount] = {
#define KWS_OUT(name, type) {false, #type},
#define KWS_IN(name, type) {false, #type},
#define KWS_OPTIONAL_OUT(name, type) {true, #type},
#define KWS_OPTIONAL_IN(name, type) {true, #type},
#define KWS_MORE_IN(name, type, most)
#define KWS_KERNEL(id, type, name, operands) {operands},
#include "kernels.inc"
  };
  return kAll[kernel];
}

TEST_P(Parity, NeedsTheOperandsThatTheManifestDoesNotCallOptional) {
  const std::vector<ManifestOperand>& manifest = ManifestOperands(GetParam());
  std::vector<bool> left_out(manifest.size());
  for (const KernelCase& test : CasesOf(GetParam())) {
    const std::vector<OperandExtent> exact = ExtentsOf(kernel(), test);
    for (size_t i = 0; i < manifest.size(); ++i) {
      if (exact[i].space == KWS_SPACE_NONE) {
        left_out[i] = true;
        continue;
      }
      const std::string type = manifest[i].type;
      if (type == "float" && test.operands[i].encoding == KWS_PLAIN) {
        EXPECT_EQ(test.operands[i].dtype, KWS_FLOAT32) << test.name;
      }
      if (type == "int32_t") {
        EXPECT_EQ(test.operands[i].dtype, KWS_INT32) << test.name;
      }
      std::vector<OperandExtent> absent = exact;
      absent[i] = {};
      if (Validate(kernel(), test, absent).empty()) left_out[i] = true;
    }
  }
  for (size_t i = 0; i < manifest.size(); ++i)
    EXPECT_EQ(left_out[i], manifest[i].optional) << "operand " << i;
}

// Any params of hostile numbers: a verdict, no crash, and what is accepted stays inside.
TEST_P(Parity, SurvivesHostileParams) {
  const int32_t nasty[] = {0, -1, 1, 2, 3, 7, 1 << 16, INT32_MAX, INT32_MIN, INT32_MAX - 1};
  for (const KernelCase& test : CasesOf(GetParam())) {
    for (size_t at = 0; at + 4 <= test.params.size(); at += 4) {
      for (const int32_t value : nasty) {
        KernelCase changed = test;
        memcpy(changed.params.data() + at, &value, 4);
        if (!Validate(kernel(), changed, ExtentsOf(kernel(), changed)).empty()) continue;
        if (kernel().scratch_bytes(changed.params.data()) > 1 << 24 ||
            kernel().executed_flops(changed.params.data()) > 1e7)
          continue;
        CaseMemory memory(kernel(), changed, 13);
        memory.Run(KernelsFor(AvailableIsas().front()).entries[GetParam()]);
        ASSERT_TRUE(memory.GuardsIntact()) << test.name << " param " << at / 4 << " = " << value;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Kernels, Parity, ::testing::Range(0, kKernelCount),
                         [](const auto& info) { return std::string(kKernels[info.param].name); });

}  // namespace
}  // namespace kws
