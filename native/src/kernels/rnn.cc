// RNN: h = f(x W + h U), a whole sequence.
#include <algorithm>
#include <cstring>

#include "core/kernel.h"
#include "kernels/recurrent.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/rnn.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"
#include "kernels/unary-inl.h"

#ifndef KWS_KERNELS_RNN_CC_
#define KWS_KERNELS_RNN_CC_
namespace kws {
namespace {

void RunRows(const KernelArgs& args, int64_t begin, int64_t end, const VectorOps& ops) {
  const auto& p = args.Params<kws_rnn_params>();
  const int64_t units = p.sequence.units, width = GateWidth(units);
  const size_t bytes = static_cast<size_t>(units) * sizeof(float);
  auto* h = static_cast<float*>(args.scratch);
  float* next = h + width;
  for (int64_t b = begin; b < end; ++b) {
    std::fill_n(h, width, 0.0f);
    if (const float* h0 = args[Rnn::kH0]) memcpy(h, h0 + b * units, bytes);
    ForEachTime(p.sequence, b, args[Rnn::kXw], args[Rnn::kY], [&](const float* xw, float* y) {
      ops.Product(h, args[Rnn::kWeights], units, width, nullptr, xw, next);
      ops.Cell(p.cell_op, next, h, width);
      if (y != nullptr) memcpy(y, h, bytes);
    });
    if (float* last = args[Rnn::kHLast]) memcpy(last + b * units, h, bytes);
  }
}

}  // namespace
}  // namespace kws
#endif

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

void RnnRun(const KernelArgs& args, int64_t begin, int64_t end) {
  RunRows(args, begin, end, VectorOps{&MultiplyPanels, &ApplyUnary, &ApplyBinary});
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Rnn)

bool Rnn::Validate(const Params& p, StepCheck& check) {
  if (!check.Range("units", p.sequence.units, 1, 1 << 24)) return false;
  const int64_t units = p.sequence.units, state = SatMul(p.sequence.batch, units);
  return CheckSequence(check, p.sequence, kY, kXw, 1, units) && check.UnaryOp(p.cell_op) &&
         check.MayHave(kHLast, state, 4) &&
         check.Needs(kWeights, SatMul(units, GateWidth(units)), 4) &&
         check.MayHave(kH0, state, 4) && check.MayBeInPlace(kHLast, kH0);
}

double Rnn::Flops(const Params& p) {
  const double units = p.sequence.units;
  return (2 * units * units + 10 * units) * p.sequence.time * p.sequence.batch;
}
int64_t Rnn::Items(const Params& p) { return p.sequence.batch; }
uint64_t Rnn::ScratchBytes(const Params& p) {
  return static_cast<uint64_t>(2 * GateWidth(p.sequence.units)) * sizeof(float);
}

void Rnn::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  RunRows(args, begin, end, kReferenceOps);
}

}  // namespace kws
#endif  // HWY_ONCE
