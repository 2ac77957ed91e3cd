#include "kernels/recurrent.h"

#include <algorithm>

#include "kernels/scalar_math.h"

namespace kws {
namespace {

void PlainUnary(int op, float alpha, float beta, const float* in, float* out, int64_t count) {
  for (int64_t i = 0; i < count; ++i) out[i] = ScalarUnary(op, alpha, beta, in[i]);
}

void PlainBinary(int op, const float* a, int a_step, const float* b, int b_step, float* out,
                 int64_t count) {
  for (int64_t i = 0; i < count; ++i) out[i] = ScalarBinary(op, a[i * a_step], b[i * b_step]);
}

int64_t Last(int64_t time, int64_t time_stride, int64_t batch, int64_t batch_stride,
             int64_t width) {
  return SatAdd(SatAdd(SatMul(time - 1, time_stride), SatMul(batch - 1, batch_stride)), width - 1);
}

}  // namespace

void LoadState(const float* states, int64_t row, int64_t count, int64_t width, float* state) {
  std::fill_n(state, width, 0.0f);
  if (states != nullptr) std::copy_n(states + row * count, count, state);
}

void StoreState(const float* state, int64_t row, int64_t count, float* states) {
  if (states != nullptr) std::copy_n(state, count, states + row * count);
}

const VectorOps kReferenceOps = {&ReferenceProduct, &PlainUnary, &PlainBinary};

bool CheckSequence(StepCheck& check, const kws_sequence& s, int y, int xw, int64_t gates,
                   int64_t h) {
  const int64_t width = SatMul(gates, GateWidth(s.units));
  return check.Positive("time", s.time) && check.Positive("batch", s.batch) &&
         check.Range("units", s.units, 1, 1 << 24) &&
         check.Range("xw_time_stride", s.xw_time_stride, 0, INT32_MAX) &&
         check.Range("xw_batch_stride", s.xw_batch_stride, 0, INT32_MAX) &&
         check.Range("y_time_stride", s.y_time_stride, 0, INT32_MAX) &&
         check.Range("y_batch_stride", s.y_batch_stride, 0, INT32_MAX) &&
         check.NeedsSpan(xw, 0, Last(s.time, s.xw_time_stride, s.batch, s.xw_batch_stride, width),
                         4) &&
         (!check.Present(y) ||
          check.NeedsSpan(y, 0, Last(s.time, s.y_time_stride, s.batch, s.y_batch_stride, h), 4));
}

bool CheckCellOps(StepCheck& check, int32_t gate_op, int32_t cell_op) {
  if (gate_op != KWS_SIGMOID && gate_op != KWS_HARD_SIGMOID)
    return check.Fail("gate op %d", gate_op);
  return check.UnaryOp(cell_op);
}

}  // namespace kws
