// What the recurrent kernels share: the operations of a target (or of the reference) and the checks
// of a sequence.
#ifndef KWS_KERNELS_RECURRENT_H_
#define KWS_KERNELS_RECURRENT_H_

#include <cstdint>

#include "core/kernel.h"
#include "gemm/gemm.h"

namespace kws {

struct VectorOps {
  void (*multiply)(const Weights&, const Rows&, int64_t panel_begin, int64_t panel_end);
  void (*unary)(int op, float alpha, float beta, const float* in, float* out, int64_t count);
  void (*binary)(int op, const float* a, int a_step, const float* b, int b_step, float* out,
                 int64_t count);

  // out = row x weights + add, for one row.
  void Product(const float* row, const float* weights, int64_t k, int64_t n, const float* bias,
               const float* add, float* out) const {
    multiply(Weights{weights, bias, k, n, {KWS_IDENTITY, 0, 0}}, Rows{row, k, out, add, n, 1, true},
             0, Panels(n));
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

// Runs step(batch row's xw at t, y at t or null) over a sequence's times in its order.
template <class Step>
void ForEachTime(const kws_sequence& s, int64_t row, const float* xw, float* y, Step step) {
  xw += row * s.xw_batch_stride;
  for (int64_t i = 0; i < s.time; ++i) {
    const int64_t t = s.reverse != 0 ? s.time - 1 - i : i;
    step(xw + t * s.xw_time_stride,
         y == nullptr ? nullptr : y + row * s.y_batch_stride + t * s.y_time_stride);
  }
}

// Checks sizes and strides, xw (an operand, gates x U' wide) and, if it is there, y (another, h
// wide).
bool CheckSequence(StepCheck& check, const kws_sequence& sequence, int y, int xw, int64_t gates,
                   int64_t h);
bool CheckCellOps(StepCheck& check, int32_t gate_op, int32_t cell_op);

}  // namespace kws

#endif  // KWS_KERNELS_RECURRENT_H_
