#include <algorithm>

#include "gemm/gemm.h"
#include "kernels/scalar_math.h"

namespace kws {

Sharing ShareProduct(int64_t m, int64_t n) {
  if (m < 3 * kMaxBlockRows && PanelPairs(n) > 1) return {true, PanelPairs(n)};
  return {false, m};
}

Share::Share(int64_t m, int64_t n, int64_t begin, int64_t end, bool row_items)
    : row_begin(0), row_end(m), panel_begin(0), panel_end(Panels(n)) {
  if (!row_items && ShareProduct(m, n).by_panels) {
    panel_begin = 2 * begin;
    panel_end = std::min(2 * end, panel_end);
  } else {
    row_begin = begin;
    row_end = end;
  }
}

bool CheckWeights(StepCheck& check, int weights, int bias, int64_t k, int64_t n) {
  return check.Needs(weights, SatProduct({k, Panels(n), KWS_PANEL}), 4) &&
         check.MayHave(bias, Panels(n) * KWS_PANEL, 4);
}

void ReferenceProduct(const Blocking&, const Weights& w, const Rows& rows, int64_t panel_begin,
                      int64_t panel_end) {
  const int64_t run = rows.run == 0 ? w.k : rows.run;
  for (int64_t r = 0; r < rows.count; ++r) {
    const float* a = rows.a + r * rows.a_stride;
    for (int64_t c = panel_begin * KWS_PANEL; c < panel_end * KWS_PANEL && c < w.n; ++c) {
      const float* column = w.panels + c / KWS_PANEL * w.k * KWS_PANEL + c % KWS_PANEL;
      float sum = w.bias != nullptr ? w.bias[c] : 0.0f;
      for (int64_t i = 0; i < w.k; ++i)
        sum += a[i / run * rows.run_step + i % run] * column[i * KWS_PANEL];
      if (rows.residual != nullptr) sum += rows.residual[r * rows.out_stride + c];
      rows.out[r * rows.out_stride + c] = ScalarEpilogue(w.epilogue, sum);
    }
  }
}

}  // namespace kws
