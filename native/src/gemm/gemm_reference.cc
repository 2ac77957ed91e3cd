#include <algorithm>
#include <cinttypes>
#include <cmath>
#include <cstring>
#include <limits>

#include "gemm/gemm.h"
#include "kernels/scalar_math.h"

namespace kws {

Sharing ShareProduct(int64_t m, int64_t n) {
  if (m < 3 * kMaxBlockRows && PanelPairs(n) > 1) return {true, PanelPairs(n)};
  return {false, m};
}

Share::Share(int64_t m, int64_t n, int64_t begin, int64_t end, bool row_items)
    : row_begin(0), row_end(m), panel_begin(0), panel_end(Panels(n)) {
  if (!row_items && ShareProduct(m, n).by_panels) {
    panel_begin = 2 * begin;
    panel_end = std::min(2 * end, panel_end);
  } else {
    row_begin = begin;
    row_end = end;
  }
}

namespace {

constexpr float kLeastNormal = std::numeric_limits<float>::min();

// Whatever stands there must be numbers by which a sum can be multiplied.
bool CheckScales(StepCheck& check, const float* scales, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    if (!std::isnormal(scales[i]) || scales[i] < 0)
      return check.Fail("the scale of column %" PRId64 " is no positive number", i);
  }
  return true;
}

bool CheckPanels(StepCheck& check, int weights, int64_t k, int64_t n) {
  const int64_t columns = Panels(n) * KWS_PANEL, elements = SatMul(k, columns);
  switch (check.TakeEncoding(weights)) {
    case KWS_PLAIN:
      return check.Needs(weights, elements, 4);
    case KWS_WEIGHTS_16:
      return check.Needs(weights, SatMul(elements, 2) / 4, 4);
    case KWS_BF16:
      return check.Needs(weights, SatMul(Bf16Pairs(k), columns), 4);
    default: {
      if (!check.Needs(weights, SatAdd(elements / 4, columns), 4)) return false;
      const auto* scales = static_cast<const uint8_t*>(check.Constant(weights)) + elements;
      return CheckScales(check, reinterpret_cast<const float*>(scales), columns);
    }
  }
}

// A weight as the product reads it: of KWS_WEIGHTS_8 a whole number.
float WeightAt(const Weights& w, int32_t encoding, int64_t i) {
  if (encoding == KWS_WEIGHTS_8) return static_cast<const int8_t*>(w.panels)[i];
  if (encoding == KWS_PLAIN) return static_cast<const float*>(w.panels)[i];
  const uint32_t bits = uint32_t{static_cast<const uint16_t*>(w.panels)[i]} << 16;
  float value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

float Flushed(float x) { return std::fabs(x) < kLeastNormal ? std::copysign(0.0f, x) : x; }

float FromBits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

// To the nearest bfloat16, from the middle to the even one, as VCVTNE2PS2BF16 does: subnormal
// numbers are zeros, and a NaN stays one.
float ToBf16(float x) {
  x = Flushed(x);
  uint32_t bits;
  memcpy(&bits, &x, sizeof(bits));
  bits = std::isnan(x) ? bits | 1u << 22 : bits + 0x7fff + (bits >> 16 & 1);
  return FromBits(bits & 0xffff0000u);
}

// sum + a b, rounded once; a result that is subnormal after rounding is zero. The sum in doubles is
// exact where it is near that limit: a product has 16 bits.
float AddProduct(float sum, float a, float b) {
  const float result = std::fma(a, b, sum);
  const double exact = static_cast<double>(a) * b + sum;
  // half a bit below the least normal number, whose half rounds up to it
  return std::fabs(exact) < 0x1.ffffffp-127 ? std::copysign(0.0f, result) : result;
}

// A row times a column of KWS_BF16, as VDPBF16PS adds a pair (Intel's Software Developer's Manual):
// the odd product first, then the even one. A pair's missing half is zero.
float Bf16Sum(const Weights& w, const Rows& rows, const float* a, int64_t column, float sum) {
  const int64_t run = rows.run == 0 ? w.k : rows.run;
  const auto* b = static_cast<const uint16_t*>(w.panels) +
                  2 * (column / KWS_PANEL * Bf16Pairs(w.k) * KWS_PANEL + column % KWS_PANEL);
  const auto element = [&](int64_t i) {
    return i < w.k ? ToBf16(a[i / run * rows.run_step + i % run]) : 0.0f;
  };
  sum = Flushed(sum);
  for (int64_t i = 0; i < w.k; i += 2, b += 2 * KWS_PANEL) {
    sum = AddProduct(sum, element(i + 1), Flushed(FromBits(uint32_t{b[1]} << 16)));
    sum = AddProduct(sum, element(i), Flushed(FromBits(uint32_t{b[0]} << 16)));
  }
  return sum;
}

// The sum by floats.
float FloatSum(const Weights& w, int32_t encoding, const Rows& rows, const float* a, int64_t c,
               float bias) {
  const int64_t run = rows.run == 0 ? w.k : rows.run;
  const int64_t column = c / KWS_PANEL * w.k * KWS_PANEL + c % KWS_PANEL;
  const bool scaled = encoding == KWS_WEIGHTS_8;
  float sum = scaled ? 0.0f : bias;
  for (int64_t i = 0; i < w.k; ++i)
    sum += a[i / run * rows.run_step + i % run] * WeightAt(w, encoding, column + i * KWS_PANEL);
  return scaled ? sum * ColumnScales(w)[c] + bias : sum;
}

}  // namespace

bool CheckWeights(StepCheck& check, int weights, int bias, int64_t k, int64_t n) {
  return CheckPanels(check, weights, k, n) && check.MayHave(bias, Panels(n) * KWS_PANEL, 4);
}

void ReferenceProduct(const Blocking& blocking, const Weights& w, const Rows& rows,
                      int64_t panel_begin, int64_t panel_end) {
  for (int64_t r = 0; r < rows.count; ++r) {
    const float* a = rows.a + r * rows.a_stride;
    for (int64_t c = panel_begin * KWS_PANEL; c < panel_end * KWS_PANEL && c < w.n; ++c) {
      const float bias = w.bias != nullptr ? w.bias[c] : 0.0f;
      float sum = blocking.encoding == KWS_BF16 ? Bf16Sum(w, rows, a, c, bias)
                                                : FloatSum(w, blocking.encoding, rows, a, c, bias);
      if (rows.residual != nullptr) sum += rows.residual[r * rows.out_stride + c];
      rows.out[r * rows.out_stride + c] = ScalarEpilogue(w.epilogue, sum);
    }
  }
}

}  // namespace kws
