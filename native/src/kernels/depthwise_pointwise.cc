// DEPTHWISE_POINTWISE: a register block's worth of depthwise rows is computed into the first cache
// and multiplied from there, so that the map between the two never reaches memory.
#include <algorithm>

#include "core/kernel.h"
#include "gemm/gemm.h"
#include "kernels/depthwise.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/depthwise_pointwise.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"
#include "kernels/depthwise-inl.h"

#ifndef KWS_KERNELS_DEPTHWISE_POINTWISE_CC_
#define KWS_KERNELS_DEPTHWISE_POINTWISE_CC_
namespace kws {
namespace {

// The rows of a block on the sides of a gap: `before` of them from `first` on, `after` from
// `second` on. A block on one side of the gap has none after it.
struct Sides {
  int64_t first, before, second, after;

  Sides(int64_t row, int64_t row_end, int64_t gap_at, int64_t gap_rows)
      : first(row < gap_at ? row : row + gap_rows),
        before(row < gap_at ? std::min(row_end, gap_at) - row : row_end - row),
        second(row < gap_at && row_end > gap_at ? gap_at + gap_rows : 0),
        after(row < gap_at && row_end > gap_at ? row_end - gap_at : 0) {}

  bool Both() const { return after > 0; }

  // The row of the map that is the i-th of the block.
  int64_t Row(int64_t i) const { return i < before ? first + i : second + i - before; }
  // Copies `columns` of each row of a map into a line of rows.
  void Join(const float* map, int64_t stride, int64_t columns, float* line) const {
    for (int64_t i = 0; i < before + after; ++i) {
      std::copy_n(map + Row(i) * stride, columns, line + i * stride);
    }
  }
  // Copies `columns` of each row of a line to where it belongs in a map.
  void Part(const float* line, int64_t stride, int64_t columns, float* map) const {
    for (int64_t i = 0; i < before + after; ++i) {
      std::copy_n(line + i * stride, columns, map + Row(i) * stride);
    }
  }
};

// Runs items begin .. end-1, a block of rows at a time, by a pair of functions of one target or the
// reference.
template <class DepthwiseFn, class MultiplyFn>
void RunItems(const KernelArgs& args, int64_t begin, int64_t end, DepthwiseFn depthwise,
              MultiplyFn multiply) {
  const auto& p = args.Params<kws_depthwise_pointwise_params>();
  const Depthwise first = {p.window,
                           p.in_c,
                           p.multiplier,
                           p.in_stride == 0 ? p.in_c : p.in_stride,
                           args[DepthwisePointwise::kIn],
                           args[DepthwisePointwise::kDepthwiseWeights],
                           args[DepthwisePointwise::kDepthwiseBias],
                           p.depthwise};
  const int64_t k = first.out_c();
  const Weights weights = {args[DepthwisePointwise::kWeights], args[DepthwisePointwise::kBias], k,
                           p.out_c, p.pointwise};
  const float* residual = args[DepthwisePointwise::kResidual];
  const int64_t out_stride = p.out_stride == 0 ? p.out_c : p.out_stride;
  const Share share(OutputPixels(p.window), p.out_c, begin, end, args.row_items);
  auto* scratch = static_cast<float*>(args.scratch);
  // what is added to rows on both sides of a gap, and their results; a product may write behind
  // them
  float* added = scratch + args.blocking.rows * k;
  float* tile = added + args.blocking.rows * out_stride;
  float* out = args[DepthwisePointwise::kOut];
  const int64_t total = share.row_end - share.row_begin;
  const int64_t blocks = (total + args.blocking.rows - 1) / args.blocking.rows;
  for (int64_t i = 0; i < blocks; ++i) {
    const int64_t row = share.row_begin + total * i / blocks;
    const int64_t row_end = share.row_begin + total * (i + 1) / blocks;
    const Sides sides(row, row_end, args.gap_at, args.gap_rows);
    depthwise(first, sides.first, sides.first + sides.before, scratch, k);
    if (sides.Both()) {
      depthwise(first, sides.second, sides.second + sides.after, scratch + sides.before * k, k);
      if (residual != nullptr) sides.Join(residual, out_stride, p.out_c, added);
    }
    const int64_t at = sides.first * out_stride;
    Rows rows = {scratch,
                 k,
                 sides.Both() ? tile : out + at,
                 residual == nullptr ? nullptr
                 : sides.Both()      ? added
                                     : residual + at,
                 out_stride,
                 row_end - row,
                 OutputPixels(p.window) == 1};
    rows.again = i > 0;
    multiply(args.blocking, weights, rows, share.panel_begin, share.panel_end);
    if (sides.Both()) sides.Part(tile, out_stride, p.out_c, out);
  }
}

}  // namespace
}  // namespace kws
#endif

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

void DepthwisePointwiseRun(const KernelArgs& args, int64_t begin, int64_t end) {
  RunItems(args, begin, end, &DepthwisePixels, &MultiplyPanels);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KernelEntry DepthwisePointwise::Resolve(int64_t target) {
  return GatheringEntry(KWS_FOR_TARGET(DepthwisePointwiseRun, target), target);
}

bool DepthwisePointwise::Validate(const Params& p, StepCheck& check) {
  return CheckDepthwise(check, {kIn, kDepthwiseWeights, kDepthwiseBias}, p.window, p.in_c,
                        p.multiplier, p.in_stride, p.depthwise) &&
         check.Positive("out_c", p.out_c) && check.Epilogue(p.pointwise) &&
         check.WindowOutput(kOut, p.window, p.out_c, p.out_stride) &&
         CheckWeights(check, kWeights, kBias, int64_t{p.in_c} * p.multiplier, p.out_c) &&
         (!check.Present(kResidual) ||
          check.WindowOutput(kResidual, p.window, p.out_c, p.out_stride));
}

double DepthwisePointwise::ExecutedFlops(const Params& p) {
  const double k = 1.0 * p.in_c * p.multiplier;
  return 2.0 * static_cast<double>(OutputPixels(p.window)) * k *
         (static_cast<double>(Taps(p.window)) + p.out_c);
}
int64_t DepthwisePointwise::Items(const Params& p) {
  return ShareProduct(OutputPixels(p.window), p.out_c).items;
}
uint64_t DepthwisePointwise::ScratchBytes(const Params& p) {
  const int64_t out_stride = p.out_stride == 0 ? p.out_c : p.out_stride;
  return static_cast<uint64_t>(int64_t{p.in_c} * p.multiplier + 2 * out_stride) * sizeof(float);
}

void DepthwisePointwise::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  RunItems(args, begin, end, &ReferenceDepthwise, &ReferenceProduct);
}

}  // namespace kws
#endif  // HWY_ONCE
