// Times a plan step by step through the C ABI, beside the FMA peak measured between the rounds.
#ifndef KWS_BENCH_STEP_TABLE_H_
#define KWS_BENCH_STEP_TABLE_H_

#include <cstdint>
#include <vector>

namespace kws {

struct TableSettings {
  int rounds = 40;
  int threads = 1;
  const char* isa = nullptr;  // null: the best
  double graph_flops = 0;     // 0: unknown, then the executed ones stand for them
};

// Checks the results against the reference kernels, then prints a line a step and the totals. The
// exit status.
int PrintStepTable(const std::vector<uint8_t>& plan, const TableSettings& settings);

}  // namespace kws

#endif  // KWS_BENCH_STEP_TABLE_H_
