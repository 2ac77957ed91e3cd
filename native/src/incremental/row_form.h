// How a step lies along time: which rows of its inputs a row of its output is made of, and how few
// of its rows are computed alone. What has no such form is computed as a whole.
#ifndef KWS_INCREMENTAL_ROW_FORM_H_
#define KWS_INCREMENTAL_ROW_FORM_H_

#include <cstdint>
#include <vector>

#include "core/plan.h"

namespace kws {

// Rows of memory, one for each `stride` samples of sound: a tensor whose first axis is time. All
// sizes are in bytes.
struct TimeMap {
  int64_t rows = 0;
  int64_t pitch = 0;   // between rows
  int64_t stride = 0;  // between rows, in samples
  // Rows begin .. end-1 hold what the sound alone decides; those before and after depend on where
  // the window begins and ends.
  int64_t clean_begin = 0;
  int64_t clean_end = 0;
};

// An operand as a step finds it.
struct OperandView {
  enum Kind {
    kAbsent,
    kFixed,    // the same for all windows: a constant, or a feed beside the sound
    kMap,      // bytes from `offset` on of a map
    kUnknown,  // anything else
  };
  Kind kind = kUnknown;
  const TimeMap* map = nullptr;
  int64_t offset = 0;
};

struct RowForm {
  int64_t rows = 0;
  int64_t pitch = 0;   // of the output, in bytes
  int64_t width = 0;   // bytes of a row that are written, or lie between such
  int64_t stride = 0;  // in samples
  int64_t clean_begin = 0;
  int64_t clean_end = 0;
  // Items of the kernel for each row, or where `resized`, of what its parameters count.
  int64_t items = 1;
  // The kernel takes two ranges of rows at once (KernelArgs::gap_at).
  bool joins = false;
  // The kernel's items are no rows: it is given smaller parameters, and operands moved by so many
  // bytes for each output row.
  bool resized = false;
  std::vector<int64_t> advance;
};

// False if the step has no form: every row would have to be computed.
bool FindRowForm(const PlanStep& step, const std::vector<OperandView>& operands, RowForm* form);

// Bytes that the largest parameters take.
constexpr size_t kMaxParamsBytes = sizeof(kws_chain_params);

// Parameters, of a step with `form.resized`, for `rows` rows.
void ResizeParams(const PlanStep& step, const RowForm& form, int64_t rows, void* params);

}  // namespace kws

#endif  // KWS_INCREMENTAL_ROW_FORM_H_
