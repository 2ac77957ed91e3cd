// Reads and proves a plan file (docs/reference/plan-format.md).
#ifndef KWS_CORE_PLAN_H_
#define KWS_CORE_PLAN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/isa.h"
#include "core/kernel.h"

namespace kws {

// One step, ready to bind to an arena. Pointers are into the plan's bytes.
struct PlanStep {
  const Kernel* kernel;  // null: a LOOP
  KernelEntry entry;     // the kernel's, of the model's instruction set
  const void* params;
  const char* name;
  const char* nodes;
  std::vector<OperandExtent>
      operands;       // as many as the kernel has; the absent ones are KWS_SPACE_NONE
  int loop = -1;      // the LOOP step it belongs to
  int64_t trips = 1;  // times that it runs
  int64_t items = 1;
  double executed_flops = 0;                 // of one execution
  std::unique_ptr<const StepTables> tables;  // of kernels that have some
};

struct PlanTensor {
  kws_tensor_info info;
  uint64_t offset;
};

struct Plan {
  std::vector<PlanStep> steps;
  std::vector<PlanTensor> tensors;
  const uint8_t* constants = nullptr;
  uint64_t constant_bytes = 0;
  uint64_t arena_bytes = 0;
  uint64_t scratch_bytes = 0;  // for each thread
};

// Fills `plan` from a file's bytes (8-byte aligned, alive as long as the plan), for an instruction
// set's kernels. On failure returns the status and sets the message.
kws_status ReadPlan(const uint8_t* file, uint64_t bytes, const KernelTable& kernels, Plan* plan,
                    std::string* error);

// The checksum that the header holds, of bytes 24 .. bytes-1.
uint64_t PlanChecksum(const uint8_t* file, uint64_t bytes);

}  // namespace kws

#endif  // KWS_CORE_PLAN_H_
