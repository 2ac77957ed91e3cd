// Writes plans for tests and benchmarks, as docs/reference/plan-format.md says.
#ifndef KWS_TEST_PLAN_BUILDER_H_
#define KWS_TEST_PLAN_BUILDER_H_

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "core/plan_records.h"
#include "kwsbench.h"

namespace kws {

constexpr kws_epilogue kNoEpilogue = {KWS_IDENTITY, 0, 0};

class PlanBuilder {
 public:
  PlanBuilder() : strings_(1, '\0') {}

  // Room in the arena, or constants, at a multiple of 64 bytes.
  OperandRecord Arena(uint64_t bytes);
  OperandRecord Floats(uint64_t count) { return Arena(count * sizeof(float)); }
  OperandRecord Constant(const std::vector<float>& values);
  OperandRecord Encoded(const std::vector<uint8_t>& bytes, kws_encoding encoding);
  static OperandRecord None() { return {}; }

  template <class Params>
  void Step(kws_kernel kernel, const Params& params, const std::vector<OperandRecord>& operands,
            const std::string& name = "step") {
    AddStep(kernel, &params, sizeof(Params), operands, name);
  }
  // A step whose params are bytes already.
  void RawStep(kws_kernel kernel, const std::vector<uint8_t>& params,
               const std::vector<OperandRecord>& operands) {
    AddStep(kernel, params.data(), params.size(), operands, "step");
  }
  void Tensor(const std::string& name, bool feed, kws_dtype dtype, const std::vector<int64_t>& dims,
              const OperandRecord& at);

  // Texts under a name, as the compiler writes them behind the constants.
  void Metadata(const std::string& name, const std::vector<std::string>& texts);

  // The file.
  std::vector<uint8_t> Finish() const;

  std::vector<StepRecord> steps;
  std::vector<OperandRecord> operands;
  std::vector<TensorRecord> tensors;
  uint64_t arena_bytes = 0;

 private:
  void AddStep(kws_kernel kernel, const void* params, size_t bytes,
               const std::vector<OperandRecord>& operands, const std::string& name);
  uint32_t String(const std::string& text);

  std::vector<uint8_t> params_;
  std::string strings_;
  std::vector<uint8_t> constants_;
  std::vector<uint32_t> metadata_;
};

// Recomputes the checksum of a changed file.
void SealPlan(std::vector<uint8_t>& file);

}  // namespace kws

#endif  // KWS_TEST_PLAN_BUILDER_H_
