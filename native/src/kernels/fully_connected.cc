// FULLY_CONNECTED: rows times packed panels.
#include "core/kernel.h"
#include "gemm/gemm.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/fully_connected.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"

#ifndef KWS_KERNELS_FULLY_CONNECTED_CC_
#define KWS_KERNELS_FULLY_CONNECTED_CC_
namespace kws {
namespace {

// Calls multiply(weights, rows, panel begin, panel end) for items begin .. end-1.
template <class Multiply>
void MultiplyShare(const KernelArgs& args, int64_t begin, int64_t end, Multiply multiply) {
  const auto& p = args.Params<kws_fully_connected_params>();
  const int64_t in_stride = p.in_stride == 0 ? p.k : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? p.n : p.out_stride;
  const Share share(p.m, p.n, begin, end, args.row_items);
  const auto* residual = args[FullyConnected::kResidual];
  multiply(
      args.blocking,
      Weights{args[FullyConnected::kWeights], args[FullyConnected::kBias], p.k, p.n, p.epilogue},
      Rows{args[FullyConnected::kIn] + share.row_begin * in_stride, in_stride,
           args[FullyConnected::kOut] + share.row_begin * out_stride,
           residual == nullptr ? nullptr : residual + share.row_begin * out_stride, out_stride,
           share.row_end - share.row_begin, p.m == 1},
      share.panel_begin, share.panel_end);
}

}  // namespace
}  // namespace kws
#endif

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

void FullyConnectedRun(const KernelArgs& args, int64_t begin, int64_t end) {
  MultiplyShare(args, begin, end, &MultiplyPanels);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KernelEntry FullyConnected::Resolve(int64_t target) {
  return ProductEntry(KWS_FOR_TARGET(FullyConnectedRun, target), target);
}

bool FullyConnected::Validate(const Params& p, StepCheck& check) {
  return check.Positive("m", p.m) && check.Positive("k", p.k) && check.Positive("n", p.n) &&
         check.Stride("in_stride", p.in_stride, p.k) &&
         check.Stride("out_stride", p.out_stride, p.n) && check.Epilogue(p.epilogue) &&
         check.Needs(kOut, StridedExtent(p.m, p.out_stride, p.n), 4) &&
         check.Needs(kIn, StridedExtent(p.m, p.in_stride, p.k), 4) &&
         CheckWeights(check, kWeights, kBias, p.k, p.n) &&
         check.MayHave(kResidual, StridedExtent(p.m, p.out_stride, p.n), 4) &&
         check.Rows(kOut, p.n, p.out_stride) && check.Rows(kIn, p.k, p.in_stride) &&
         check.Rows(kResidual, p.n, p.out_stride);
}

double FullyConnected::ExecutedFlops(const Params& p) { return 2.0 * p.m * p.n * p.k; }
int64_t FullyConnected::Items(const Params& p) { return ShareProduct(p.m, p.n).items; }
uint64_t FullyConnected::ScratchBytes(const Params&) { return 0; }

void FullyConnected::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  MultiplyShare(args, begin, end, &ReferenceProduct);
}

}  // namespace kws
#endif  // HWY_ONCE
