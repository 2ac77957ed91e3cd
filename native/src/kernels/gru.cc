// GRU: a whole sequence, as TensorFlow 1's GRUCell (Cho et al. 2014), or with the reset gate after
// the product (Keras, cuDNN).
#include "core/kernel.h"
#include "kernels/recurrent.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/gru.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"
#include "kernels/unary-inl.h"

#ifndef KWS_KERNELS_GRU_CC_
#define KWS_KERNELS_GRU_CC_
namespace kws {
namespace {

// One batch row's state and the gates of one time, in scratch.
class GruCell : public Cell {
 public:
  using Of = Gru;

  GruCell(const KernelArgs& args, const VectorOps& ops)
      : Cell(args.Params<Gru::Params>().sequence, args.Params<Gru::Params>().sequence.units, ops),
        p_(args.Params<Gru::Params>()),
        gate_weights_(args[Gru::kGateWeights]),
        candidate_weights_(args[Gru::kCandidateWeights]),
        h0_(args[Gru::kH0]),
        bias_(args[Gru::kCandidateBias]),
        gates_(static_cast<float*>(args.scratch)),
        candidate_(gates_ + 2 * width_),
        reset_(candidate_ + width_) {
    h_ = reset_ + width_;
  }

  static int64_t ScratchFloats(const Gru::Params& p) { return 5 * GateWidth(p.sequence.units); }

  void Start(int64_t row) { LoadState(h0_, row, units_, width_, h_); }

  void Step(const float* xw) {
    const float *r = gates_, *u = gates_ + width_, *xc = xw + 2 * width_;
    ops_.Product(h_, gate_weights_, units_, 2 * width_, nullptr, xw, gates_);
    ops_.Gate(p_.gate_op, gates_, gates_, 2 * width_);
    if (p_.reset_after != 0) {
      ops_.Product(h_, candidate_weights_, units_, width_, bias_, nullptr, candidate_);
      ops_.Mul(r, candidate_, candidate_, width_);
      ops_.Add(candidate_, xc, candidate_, width_);
    } else {
      ops_.Mul(r, h_, reset_, width_);
      ops_.Product(reset_, candidate_weights_, units_, width_, nullptr, xc, candidate_);
    }
    ops_.Cell(p_.cell_op, candidate_, candidate_, width_);
    // h = c + u (h - c)
    ops_.Sub(h_, candidate_, h_, width_);
    ops_.Mul(u, h_, h_, width_);
    ops_.Add(candidate_, h_, h_, width_);
  }

 private:
  const Gru::Params& p_;
  const float* gate_weights_;
  const float* candidate_weights_;
  const float* h0_;
  const float* bias_;
  float *gates_, *candidate_, *reset_;
};

}  // namespace
}  // namespace kws
#endif

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

void GruRun(const KernelArgs& args, int64_t begin, int64_t end) {
  RunSequences<GruCell>(args, begin, end, VectorOps{&MultiplyPanels, &ApplyUnary, &ApplyBinary});
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Gru)

bool Gru::Validate(const Params& p, StepCheck& check) {
  if (!check.Range("units", p.sequence.units, 1, 1 << 24)) return false;
  const int64_t units = p.sequence.units, width = GateWidth(units),
                state = SatMul(p.sequence.batch, units);
  return CheckSequence(check, p.sequence, kY, kXw, 3, units) &&
         CheckCellOps(check, p.gate_op, p.cell_op) && check.MayHave(kHLast, state, 4) &&
         check.Needs(kGateWeights, SatProduct({units, 2, width}), 4) &&
         check.Needs(kCandidateWeights, SatMul(units, width), 4) && check.MayHave(kH0, state, 4) &&
         check.MayHave(kCandidateBias, width, 4) && check.MayBeInPlace(kHLast, kH0);
}

double Gru::ExecutedFlops(const Params& p) {
  const double units = p.sequence.units;
  return (2 * units * 3 * units + 40 * units) * p.sequence.time * p.sequence.batch;
}
int64_t Gru::Items(const Params& p) { return p.sequence.batch; }
uint64_t Gru::ScratchBytes(const Params& p) {
  return static_cast<uint64_t>(GruCell::ScratchFloats(p)) * sizeof(float);
}

void Gru::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  RunSequences<GruCell>(args, begin, end, kReferenceOps);
}

}  // namespace kws
#endif  // HWY_ONCE
