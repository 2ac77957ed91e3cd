// The matrix product that all dense kernels share: short, wide rows times packed panels
// (docs/reference/plan-format.md).
#ifndef KWS_GEMM_GEMM_H_
#define KWS_GEMM_GEMM_H_

#include <cstdint>

#include "core/check.h"
#include "core/kernel.h"
#include "kwsbench.h"

namespace kws {

// Rows of the largest register block of any instruction set.
constexpr int64_t kMaxBlockRows = 14;

constexpr int64_t Panels(int64_t n) { return (n + KWS_PANEL - 1) / KWS_PANEL; }
// Threads share out panels by pairs, which is what the widest block takes at once.
constexpr int64_t PanelPairs(int64_t n) { return (Panels(n) + 1) / 2; }

// Of KWS_BF16: pairs of a column's weights, [panel][pair][KWS_PANEL][2]; zero where k is odd.
constexpr int64_t Bf16Pairs(int64_t k) { return (k + 1) / 2; }

// The constant side of a product.
struct Weights {
  const void* panels;  // as Blocking::encoding says
  const float* bias;   // 16 Panels(n) floats, or null
  int64_t k;
  int64_t n;
  kws_epilogue epilogue;
};

// The moving side: rows of A and where their results go. out, residual: [rows][out_stride].
struct Rows {
  const float* a;
  int64_t a_stride;
  float* out;
  const float* residual;  // or null
  int64_t out_stride;
  int64_t count;
  // The product has this one row in all: it is summed in another order than rows of a matrix, so a
  // share of a matrix that happens to have one row must not say so.
  bool vector = false;
  // A row of A is k / run runs of `run` floats, run_step apart; 0: one run, as a vector always is.
  int64_t run = 0;
  int64_t run_step = 0;
  // Earlier rows of the same product have had these weights: they need not be fetched.
  bool again = false;
};

// The blocking of a target's products on this core. A Cortex-A53's is measured, in some 100 us,
// when a process asks first, and never changes after that.
Blocking BlockingFor(int64_t target);
// Rows of a full block of that target's loop in gemm.cc.
int64_t LoopRows(int64_t target);

// Table entries of kernels that multiply: all rows at once, or blocks of rows that they gather into
// scratch themselves, as large as the product's.
inline KernelEntry ProductEntry(KernelFn run, int64_t target) { return {run, BlockingFor(target)}; }
inline KernelEntry GatheringEntry(KernelFn run, int64_t target) {
  const Blocking blocking = BlockingFor(target);
  return {run, blocking, blocking.rows};
}

// How threads share a product out: by pairs of panels when there are few rows (then each reads half
// of the weights), else by rows. An item is one of either.
struct Sharing {
  bool by_panels;
  int64_t items;
};
Sharing ShareProduct(int64_t m, int64_t n);

// Items begin .. end-1 as ranges of rows and panels.
struct Share {
  int64_t row_begin, row_end;
  int64_t panel_begin, panel_end;

  // row_items: KernelArgs::row_items.
  Share(int64_t m, int64_t n, int64_t begin, int64_t end, bool row_items);
};

// Scales of the columns of KWS_WEIGHTS_8, which stand behind the panels.
inline const float* ColumnScales(const Weights& w) {
  return reinterpret_cast<const float*>(static_cast<const int8_t*>(w.panels) +
                                        w.k * Panels(w.n) * KWS_PANEL);
}

// Checks weights, of any encoding, and bias of a product.
bool CheckWeights(StepCheck& check, int weights, int bias, int64_t k, int64_t n);

// The oracle, with the vector version's signature: rows x columns of the result by plain loops.
void ReferenceProduct(const Blocking& blocking, const Weights& weights, const Rows& rows,
                      int64_t panel_begin, int64_t panel_end);

}  // namespace kws

#endif  // KWS_GEMM_GEMM_H_
