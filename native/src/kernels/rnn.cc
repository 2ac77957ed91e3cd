// RNN: h = f(x W + h U), a whole sequence.
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

class RnnCell : public Cell {
 public:
  using Of = Rnn;

  RnnCell(const KernelArgs& args, const VectorOps& ops)
      : Cell(args.Params<Rnn::Params>().sequence, args.Params<Rnn::Params>().sequence.units, ops),
        args_(args),
        p_(args.Params<Rnn::Params>()) {
    h_ = static_cast<float*>(args.scratch);
    next_ = h_ + width_;
  }

  void Start(int64_t row) { LoadState(args_[Rnn::kH0], row, units_, width_, h_); }

  void Step(const float* xw) {
    ops_.Product(h_, args_[Rnn::kWeights], units_, width_, nullptr, xw, next_);
    ops_.Cell(p_.cell_op, next_, h_, width_);
  }

 private:
  const KernelArgs& args_;
  const Rnn::Params& p_;
  float* next_;
};

}  // namespace
}  // namespace kws
#endif

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

void RnnRun(const KernelArgs& args, int64_t begin, int64_t end) {
  RunSequences<RnnCell>(args, begin, end, VectorOps{&MultiplyPanels, &ApplyUnary, &ApplyBinary});
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

double Rnn::ExecutedFlops(const Params& p) {
  const double units = p.sequence.units;
  return (2 * units * units + 10 * units) * p.sequence.time * p.sequence.batch;
}
int64_t Rnn::Items(const Params& p) { return p.sequence.batch; }
uint64_t Rnn::ScratchBytes(const Params& p) {
  return static_cast<uint64_t>(2 * GateWidth(p.sequence.units)) * sizeof(float);
}

void Rnn::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  RunSequences<RnnCell>(args, begin, end, kReferenceOps);
}

}  // namespace kws
#endif  // HWY_ONCE
