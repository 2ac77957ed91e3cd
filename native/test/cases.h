// Shapes and fills with which every kernel is tested on every instruction set, and timed.
#ifndef KWS_TEST_CASES_H_
#define KWS_TEST_CASES_H_

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "core/kernel.h"
#include "gemm/gemm.h"
#include "kwsbench.h"

namespace kws {

// One operand of a case: its exact extent and what it holds.
struct CaseOperand {
  enum Fill { kAbsent, kOutput, kUniform, kIntegers, kBools, kBytes };

  int64_t elements = 0;
  kws_dtype dtype = KWS_FLOAT32;
  Fill fill = kAbsent;
  double low = -1;  // of uniform floats or integers, inclusive
  double high = 1;
  std::vector<uint8_t> bytes;  // kBytes: the content itself
  kws_encoding encoding = KWS_PLAIN;

  int64_t element_bytes() const;
  int64_t size() const {
    return fill == kBytes ? static_cast<int64_t>(bytes.size()) : elements * element_bytes();
  }
};

inline CaseOperand Absent() { return {}; }
inline CaseOperand Out(int64_t elements, kws_dtype dtype = KWS_FLOAT32) {
  return {elements, dtype, CaseOperand::kOutput, 0, 0, {}, KWS_PLAIN};
}
inline CaseOperand Floats(int64_t elements, double low = -1, double high = 1) {
  return {elements, KWS_FLOAT32, CaseOperand::kUniform, low, high, {}, KWS_PLAIN};
}
inline CaseOperand Integers(int64_t elements, kws_dtype dtype, double low, double high) {
  return {elements, dtype, CaseOperand::kIntegers, low, high, {}, KWS_PLAIN};
}
inline CaseOperand Bools(int64_t elements) {
  return {elements, KWS_BOOL, CaseOperand::kBools, 0, 1, {}, KWS_PLAIN};
}

// Values of a k x n matrix of weights in panels.
inline int64_t PanelFloats(int64_t k, int64_t n) { return k * Panels(n) * KWS_PANEL; }
// Such a matrix in -range .. range as it is stored.
std::vector<uint8_t> EncodedPanels(int64_t k, int64_t n, kws_encoding encoding, uint32_t seed,
                                   float range = 1);
CaseOperand WeightPanels(int64_t k, int64_t n, kws_encoding encoding);
constexpr kws_encoding kEncodings[] = {KWS_PLAIN, KWS_WEIGHTS_8, KWS_WEIGHTS_16, KWS_BF16};
// Of fewer bits.
constexpr kws_encoding kFewerBits[] = {KWS_WEIGHTS_8, KWS_WEIGHTS_16, KWS_BF16};

struct KernelCase {
  std::string name;
  std::vector<uint8_t> params;
  std::vector<CaseOperand> operands;
  double tolerance = 1e-5;  // |vector - reference| <= tolerance (1 + |reference|), for floats;
                            // integers must be equal
  kws_encoding Encoding() const {
    for (const CaseOperand& o : operands) {
      if (o.encoding != KWS_PLAIN) return o.encoding;
    }
    return KWS_PLAIN;
  }
  bool timed = false;  // worth a line in the benchmark

  KernelCase& Tolerance(double t) {
    tolerance = t;
    return *this;
  }
  KernelCase& Timed() {
    timed = true;
    return *this;
  }
};

template <class Params>
KernelCase MakeCase(std::string name, const Params& params, std::vector<CaseOperand> operands) {
  KernelCase made;
  made.name = std::move(name);
  made.params.resize(sizeof(Params));
  memcpy(made.params.data(), &params, sizeof(Params));
  made.operands = std::move(operands);
  return made;
}

// <type>Cases() in cases/<name>_cases.cc, for every line of the manifest.
#define KWS_KERNEL(id, type, name, operands) std::vector<KernelCase> type##Cases();
#include "kernels.inc"

// All of a kernel's cases; the index is into kKernels. Without the largest ones where the
// environment has KWS_TEST_SAMPLE.
std::vector<KernelCase> CasesOf(int kernel);

// A case's operands in memory of their own: exact extents, guarded behind by a pattern that a
// kernel may read (as much as KWS_SLACK_BYTES) but must not change.
class CaseMemory {
 public:
  CaseMemory(const Kernel& kernel, const KernelCase& test, uint32_t seed);

  // Runs items begin .. end-1.
  void Run(const KernelEntry& entry, int64_t begin, int64_t end);
  // Runs all.
  void Run(const KernelEntry& entry) { Run(entry, 0, items_); }
  int64_t items() const { return items_; }

  // Overwrites an element of a float32 operand.
  void Set(size_t operand, int64_t element, float value);
  const std::vector<uint8_t>& operand(size_t i) const { return buffers_[i]; }
  size_t count() const { return buffers_.size(); }
  bool GuardsIntact() const;
  const RunError& error() const { return error_; }

 private:
  const Kernel& kernel_;
  kws_encoding encoding_;
  std::vector<uint8_t> params_;
  std::vector<std::vector<uint8_t>> buffers_;  // content, then the guard
  std::vector<int64_t> sizes_;
  std::vector<void*> pointers_;
  std::vector<uint8_t> scratch_;
  int64_t items_;
  RunError error_;
  std::unique_ptr<StepTables> tables_;
  std::unique_ptr<StepState> state_;
};

// Where a case's operands would lie: encoded weights among the constants, all else in the arena.
std::vector<OperandExtent> ExtentsOf(const Kernel& kernel, const KernelCase& test);

}  // namespace kws

#endif  // KWS_TEST_CASES_H_
