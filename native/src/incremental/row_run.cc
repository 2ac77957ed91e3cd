#include "incremental/row_run.h"

namespace kws {

void RowRun::Run(KernelFn run, const KernelArgs& args) {
  const RowForm& form = schedule_.form;
  if (keep_ && IsJoined()) {
    RunJoined(run, args);
    return;
  }
  for (const RowRange& rows : keep_ ? schedule_.fresh : all_) {
    if (form.resized) {
      RunResized(run, args, rows);
      continue;
    }
    KernelArgs by_rows = args;
    by_rows.row_items = true;
    run(by_rows, rows.begin * form.items, rows.end * form.items);
  }
}

bool RowRun::IsJoined() const { return schedule_.form.joins && schedule_.fresh.size() == 2; }

// A few rows cost as much as reading the weights: twice, where each range does that.
void RowRun::RunJoined(KernelFn run, const KernelArgs& args) {
  const int64_t items = schedule_.form.items;
  const RowRange& first = schedule_.fresh[0];
  const RowRange& second = schedule_.fresh[1];
  KernelArgs by_rows = args;
  by_rows.row_items = true;
  by_rows.gap_at = first.end * items;
  by_rows.gap_rows = (second.begin - first.end) * items;
  run(by_rows, first.begin * items, (first.end + second.end - second.begin) * items);
}

void RowRun::RunResized(KernelFn run, const KernelArgs& args, const RowRange& rows) {
  const RowForm& form = schedule_.form;
  alignas(8) uint8_t params[kMaxParamsBytes];
  void* operands[KWS_MAX_OPERANDS];
  for (size_t i = 0; i < step_.operands.size(); ++i) {
    const int64_t advance = i == 0 ? form.pitch : form.advance[i];
    auto* memory = static_cast<uint8_t*>(args.operands[i]);
    operands[i] = memory == nullptr ? nullptr : memory + rows.begin * advance;
  }
  ResizeParams(step_, form, rows.end - rows.begin, params);
  KernelArgs resized = args;
  resized.params = params;
  resized.operands = operands;
  run(resized, 0, step_.kernel->items(params));
}

}  // namespace kws
