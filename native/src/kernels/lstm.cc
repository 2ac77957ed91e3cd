// LSTM: a whole sequence, with peepholes, clipping and projection as TensorFlow 1's LSTMCell has
// them (Sak et al. 2014).
#include <algorithm>
#include <cstring>

#include "core/kernel.h"
#include "kernels/recurrent.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/lstm.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"
#include "kernels/unary-inl.h"

#ifndef KWS_KERNELS_LSTM_CC_
#define KWS_KERNELS_LSTM_CC_
namespace kws {
namespace {

int64_t HiddenUnits(const kws_lstm_params& p) {
  return p.projection > 0 ? p.projection : p.sequence.units;
}

// One batch row's state and the gates of one time, in scratch.
class LstmCell : public Cell {
 public:
  using Of = Lstm;

  LstmCell(const KernelArgs& args, const VectorOps& ops)
      : Cell(args.Params<Lstm::Params>().sequence, HiddenUnits(args.Params<Lstm::Params>()), ops),
        args_(args),
        p_(args.Params<Lstm::Params>()),
        weights_(args[Lstm::kWeights]),
        peepholes_(args[Lstm::kPeepholes]),
        projection_(args[Lstm::kProjection]),
        gates_(static_cast<float*>(args.scratch)),
        cell_(gates_ + 4 * width_),
        temporary_(cell_ + width_) {
    h_ = temporary_ + width_;
  }

  static int64_t ScratchFloats(const kws_lstm_params& p) {
    return 6 * GateWidth(p.sequence.units) +
           RoundUp(std::max<int64_t>(HiddenUnits(p), GateWidth(p.sequence.units)), KWS_PANEL);
  }

  void Start(int64_t row) {
    LoadState(args_[Lstm::kC0], row, units_, width_, cell_);
    LoadState(args_[Lstm::kH0], row, hidden_, hidden_, h_);
    zero_h_ = args_[Lstm::kH0] == nullptr;
  }

  void Step(const float* xw) {
    float *i = gates_, *f = gates_ + width_, *g = gates_ + 2 * width_, *o = gates_ + 3 * width_;
    if (zero_h_) {
      memcpy(gates_, xw, static_cast<size_t>(4 * width_) * sizeof(float));
      zero_h_ = false;
    } else {
      ops_.Product(h_, weights_, hidden_, 4 * width_, nullptr, xw, gates_);
    }
    if (peepholes_ != nullptr) {
      Peep(peepholes_, i);
      Peep(peepholes_ + width_, f);
    }
    ops_.Gate(p_.gate_op, i, i, 2 * width_);  // i and f are neighbors
    ops_.Cell(p_.cell_op, g, g, width_);
    ops_.Mul(i, g, g, width_);
    ops_.Mul(f, cell_, cell_, width_);
    ops_.Add(cell_, g, cell_, width_);
    if (p_.cell_clip > 0) ops_.unary(KWS_CLAMP, -p_.cell_clip, p_.cell_clip, cell_, cell_, width_);
    if (peepholes_ != nullptr) Peep(peepholes_ + 2 * width_, o);
    ops_.Gate(p_.gate_op, o, o, width_);
    ops_.Cell(p_.cell_op, cell_, temporary_, width_);
    if (projection_ == nullptr) return ops_.Mul(o, temporary_, h_, width_);
    ops_.Mul(o, temporary_, temporary_, width_);
    ops_.Product(temporary_, projection_, units_, hidden_, nullptr, nullptr, h_);
    if (p_.projection_clip > 0)
      ops_.unary(KWS_CLAMP, -p_.projection_clip, p_.projection_clip, h_, h_, hidden_);
  }

  void Finish(int64_t row) const { StoreState(cell_, row, units_, args_[Lstm::kCLast]); }

 private:
  // gate += peephole * cell
  void Peep(const float* peephole, float* gate) {
    ops_.Mul(peephole, cell_, temporary_, width_);
    ops_.Add(gate, temporary_, gate, width_);
  }

  const KernelArgs& args_;
  const Lstm::Params& p_;
  const float* weights_;
  const float* peepholes_;
  const float* projection_;
  float *gates_, *cell_, *temporary_;
  bool zero_h_ = false;
};

}  // namespace
}  // namespace kws
#endif

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

void LstmRun(const KernelArgs& args, int64_t begin, int64_t end) {
  RunSequences<LstmCell>(args, begin, end, VectorOps{&MultiplyPanels, &ApplyUnary, &ApplyBinary});
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Lstm)

bool Lstm::Validate(const Params& p, StepCheck& check) {
  if (!check.Range("units", p.sequence.units, 1, 1 << 24) ||
      !check.Range("projection", p.projection, 0, 1 << 24)) {
    return false;
  }
  const int64_t hidden = HiddenUnits(p), units = p.sequence.units, width = GateWidth(units),
                batch = p.sequence.batch;
  if (!CheckSequence(check, p.sequence, kY, kXw, 4, hidden) ||
      !CheckCellOps(check, p.gate_op, p.cell_op))
    return false;
  if ((p.projection > 0) != check.Present(kProjection))
    return check.Fail("projection and its weights go together");
  return check.MayHave(kHLast, SatMul(batch, hidden), 4) &&
         check.MayHave(kCLast, SatMul(batch, units), 4) &&
         check.Needs(kWeights, SatProduct({hidden, 4, width}), 4) &&
         check.MayHave(kH0, SatMul(batch, hidden), 4) &&
         check.MayHave(kC0, SatMul(batch, units), 4) && check.MayHave(kPeepholes, 3 * width, 4) &&
         (p.projection == 0 ||
          check.Needs(kProjection, SatProduct({units, Panels(hidden), KWS_PANEL}), 4)) &&
         check.MayBeInPlace(kHLast, kH0) && check.MayBeInPlace(kCLast, kC0);
}

double Lstm::ExecutedFlops(const Params& p) {
  const double hidden = static_cast<double>(HiddenUnits(p)), units = p.sequence.units;
  const double step = 2 * hidden * 4 * units + 2 * units * p.projection + 60 * units;
  return step * p.sequence.time * p.sequence.batch;
}
int64_t Lstm::Items(const Params& p) { return p.sequence.batch; }
uint64_t Lstm::ScratchBytes(const Params& p) {
  return static_cast<uint64_t>(LstmCell::ScratchFloats(p)) * sizeof(float);
}

void Lstm::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  RunSequences<LstmCell>(args, begin, end, kReferenceOps);
}

}  // namespace kws
#endif  // HWY_ONCE
