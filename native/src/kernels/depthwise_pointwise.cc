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
  const int64_t total = share.row_end - share.row_begin;
  const int64_t blocks = (total + args.blocking.rows - 1) / args.blocking.rows;
  for (int64_t i = 0; i < blocks; ++i) {
    const int64_t row = share.row_begin + total * i / blocks;
    const int64_t row_end = share.row_begin + total * (i + 1) / blocks;
    depthwise(first, row, row_end, scratch, k);
    Rows rows = {scratch,
                 k,
                 args[DepthwisePointwise::kOut] + row * out_stride,
                 residual == nullptr ? nullptr : residual + row * out_stride,
                 out_stride,
                 row_end - row,
                 OutputPixels(p.window) == 1};
    rows.again = i > 0;
    multiply(args.blocking, weights, rows, share.panel_begin, share.panel_end);
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
  return static_cast<uint64_t>(int64_t{p.in_c} * p.multiplier) * sizeof(float);
}

void DepthwisePointwise::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  RunItems(args, begin, end, &ReferenceDepthwise, &ReferenceProduct);
}

}  // namespace kws
#endif  // HWY_ONCE
