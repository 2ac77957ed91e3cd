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

// Of the first cache, beside what a product reads: depthwise rows that are computed at once.
constexpr int64_t kRowsFloats = 2048;

// Items are rows of the maps. A type of its own: the choice costs a block of few rows too much.
struct NoGap {
  static constexpr int64_t at = INT64_MAX;

  // As many whole register blocks as fit the scratch: runs of the depthwise part end with lines,
  // not with blocks. Nothing else needs the scratch.
  static int64_t RowsAtOnce(int64_t block, int64_t k, int64_t out_stride) {
    const int64_t fit = std::min((k + 2 * out_stride) / k, kRowsFloats / (block * k));
    return block * std::max<int64_t>(fit, 1);
  }

  bool Inside(int64_t, int64_t) const { return false; }
  int64_t Row(int64_t item) const { return item; }
  void Join(const float*, int64_t, int64_t, int64_t, int64_t, float*) const {}
  void Part(const float*, int64_t, int64_t, int64_t, int64_t, float*) const {}
};

// Items from `at` on are rows `rows` further (KernelArgs::gap_at).
struct Gap {
  int64_t at, rows;

  static int64_t RowsAtOnce(int64_t block, int64_t, int64_t) { return block; }

  bool Inside(int64_t begin, int64_t end) const { return begin < at && at < end; }
  int64_t Row(int64_t item) const { return item < at ? item : item + rows; }

  // Copies the rows of items begin .. end-1 from a map into a line of rows, `columns` of each.
  void Join(const float* map, int64_t begin, int64_t end, int64_t stride, int64_t columns,
            float* line) const {
    for (int64_t i = begin; i < end; ++i, line += stride)
      std::copy_n(map + Row(i) * stride, columns, line);
  }
  // Copies them from a line back to their places in a map.
  void Part(const float* line, int64_t begin, int64_t end, int64_t stride, int64_t columns,
            float* map) const {
    for (int64_t i = begin; i < end; ++i, line += stride)
      std::copy_n(line, columns, map + Row(i) * stride);
  }
};

// Runs items begin .. end-1, a block of rows at a time, by a pair of functions of one target or the
// reference.
template <class GapType, class DepthwiseFn, class MultiplyFn>
void RunBlocks(const KernelArgs& args, int64_t begin, int64_t end, const GapType& gap,
               DepthwiseFn depthwise, MultiplyFn multiply) {
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
  // Of a block on both sides of the gap: what is added to its rows, and their results; a product
  // may write behind those.
  float* added = scratch + args.blocking.rows * k;
  float* tile = added + args.blocking.rows * out_stride;
  float* out = args[DepthwisePointwise::kOut];
  const int64_t total = share.row_end - share.row_begin;
  const int64_t most = GapType::RowsAtOnce(args.blocking.rows, k, out_stride);
  const int64_t blocks = (total + most - 1) / most;
  for (int64_t i = 0; i < blocks; ++i) {
    const int64_t item = share.row_begin + total * i / blocks;
    const int64_t item_end = share.row_begin + total * (i + 1) / blocks;
    const bool parted = gap.Inside(item, item_end);
    const int64_t row = gap.Row(item);
    const int64_t row_end = row + (parted ? gap.at : item_end) - item;
    depthwise(first, row, row_end, scratch, k);
    Rows rows = {scratch,
                 k,
                 out + row * out_stride,
                 residual == nullptr ? nullptr : residual + row * out_stride,
                 out_stride,
                 item_end - item,
                 OutputPixels(p.window) == 1};
    if (parted) {
      depthwise(first, gap.Row(gap.at), gap.Row(item_end), scratch + (gap.at - item) * k, k);
      if (residual != nullptr) {
        gap.Join(residual, item, item_end, out_stride, p.out_c, added);
        rows.residual = added;
      }
      rows.out = tile;
    }
    rows.again = i > 0;
    multiply(args.blocking, weights, rows, share.panel_begin, share.panel_end);
    if (parted) gap.Part(tile, item, item_end, out_stride, p.out_c, out);
  }
}

template <class DepthwiseFn, class MultiplyFn>
void RunItems(const KernelArgs& args, int64_t begin, int64_t end, DepthwiseFn depthwise,
              MultiplyFn multiply) {
  if (args.gap_at < end) {
    RunBlocks(args, begin, end, Gap{args.gap_at, args.gap_rows}, depthwise, multiply);
  } else {
    RunBlocks(args, begin, end, NoGap{}, depthwise, multiply);
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
