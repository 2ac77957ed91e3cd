// What the recurrent kernels share: the operations of a target (or of the reference), the loop over
// a sequence and its checks.
#ifndef KWS_KERNELS_RECURRENT_H_
#define KWS_KERNELS_RECURRENT_H_

#include <cstdint>

#include "core/kernel.h"
#include "gemm/gemm.h"

namespace kws {

struct VectorOps {
  void (*multiply)(const Blocking&, const Weights&, const Rows&, int64_t panel_begin,
                   int64_t panel_end);
  void (*unary)(int op, float alpha, float beta, const float* in, float* out, int64_t count);
  void (*binary)(int op, const float* a, int a_step, const float* b, int b_step, float* out,
                 int64_t count);

  // out = row x weights + add, for one row.
  void Product(const float* row, const float* weights, int64_t k, int64_t n, const float* bias,
               const float* add, float* out) const {
    multiply(Blocking{}, Weights{weights, bias, k, n, {KWS_IDENTITY, 0, 0}},
             Rows{row, k, out, add, n, 1, true}, 0, Panels(n));
  }
  // HARD_SIGMOID is Keras's; no other gate function takes parameters.
  void Gate(int op, const float* in, float* out, int64_t count) const {
    unary(op, 0.2f, 0.5f, in, out, count);
  }
  // A clamp is a relu, an ELU has alpha 1.
  void Cell(int op, const float* in, float* out, int64_t count) const {
    unary(op, op == KWS_CLAMP ? 0.0f : 1.0f, op == KWS_CLAMP ? __builtin_inff() : 0.0f, in, out,
          count);
  }
  void Mul(const float* a, const float* b, float* out, int64_t count) const {
    binary(KWS_MUL, a, 1, b, 1, out, count);
  }
  void Add(const float* a, const float* b, float* out, int64_t count) const {
    binary(KWS_ADD, a, 1, b, 1, out, count);
  }
  void Sub(const float* a, const float* b, float* out, int64_t count) const {
    binary(KWS_SUB, a, 1, b, 1, out, count);
  }
};

// The oracle's.
extern const VectorOps kReferenceOps;

constexpr int64_t GateWidth(int64_t units) { return RoundUp(units, KWS_PANEL); }

// What the cells have in common. A cell (of LSTM, GRU, RNN) adds Start(row): the first state of a
// batch row; Step(xw): one time; and Finish(row) where its state is more than h. Its memory is the
// step's scratch.
class Cell {
 public:
  Cell(const kws_sequence& sequence, int64_t hidden, const VectorOps& ops)
      : ops_(ops), units_(sequence.units), width_(GateWidth(units_)), hidden_(hidden) {}

  const float* h() const { return h_; }
  int64_t hidden() const { return hidden_; }
  void Finish(int64_t) const {}

 protected:
  const VectorOps& ops_;
  const int64_t units_, width_, hidden_;
  float* h_ = nullptr;  // [hidden_], and what the cell keeps behind it
};

// One row of a state [batch][count], or zeros where there is none; zeros up to `width`.
void LoadState(const float* states, int64_t row, int64_t count, int64_t width, float* state);
// Writes it where it is asked for.
void StoreState(const float* state, int64_t row, int64_t count, float* states);

// The loop of the recurrent kernels: rows begin .. end-1 of a batch, each a whole sequence.
template <class RowCell>
void RunSequences(const KernelArgs& args, int64_t begin, int64_t end, const VectorOps& ops) {
  using Of = typename RowCell::Of;
  const kws_sequence& s = args.Params<typename Of::Params>().sequence;
  RowCell cell(args, ops);
  for (int64_t row = begin; row < end; ++row) {
    const float* xw = args[Of::kXw] + row * s.xw_batch_stride;
    float* y = args[Of::kY];
    if (y != nullptr) y += row * s.y_batch_stride;
    cell.Start(row);
    for (int64_t i = 0; i < s.time; ++i) {
      const int64_t t = s.reverse != 0 ? s.time - 1 - i : i;
      cell.Step(xw + t * s.xw_time_stride);
      if (y != nullptr) StoreState(cell.h(), 0, cell.hidden(), y + t * s.y_time_stride);
    }
    StoreState(cell.h(), row, cell.hidden(), args[Of::kHLast]);
    cell.Finish(row);
  }
}

// Checks sizes and strides, xw (an operand, gates x U' wide) and, if it is there, y (another, h
// wide).
bool CheckSequence(StepCheck& check, const kws_sequence& sequence, int y, int xw, int64_t gates,
                   int64_t h);
bool CheckCellOps(StepCheck& check, int32_t gate_op, int32_t cell_op);

}  // namespace kws

#endif  // KWS_KERNELS_RECURRENT_H_
