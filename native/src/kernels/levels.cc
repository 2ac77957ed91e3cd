#include "kernels/levels.h"

#include <algorithm>
#include <cmath>

#include "gemm/gemm.h"

namespace kws {
namespace {

int32_t LowBits(int64_t x) { return static_cast<int32_t>(static_cast<uint32_t>(x)); }

// Twice rounded: half up at 31 bits, then halves away from zero.
int32_t RoundedTwice(int32_t x, int32_t multiplier, int32_t right) {
  const int64_t product = static_cast<int64_t>(x) * multiplier;
  const int32_t high = LowBits((product + (int64_t{1} << 30)) >> 31);
  if (right == 0) return high;
  const int32_t half = LowBits(int64_t{1} << (right - 1));
  return LowBits(int64_t{high} + half + (high < 0 ? -1 : 0)) >> right;
}

// Once, halves away from zero.
int32_t RoundedOnce(int32_t x, int32_t multiplier, int32_t right) {
  const uint32_t size = x < 0 ? 0u - static_cast<uint32_t>(x) : static_cast<uint32_t>(x);
  const uint64_t half = (uint64_t{1} << right) >> 1;
  const uint64_t scaled = (uint64_t{size} * static_cast<uint32_t>(multiplier) + half) >> right;
  const auto result = static_cast<int64_t>(scaled & UINT32_MAX);
  return LowBits(x < 0 ? -result : result);
}

bool IsLevelType(int32_t dtype) { return dtype == KWS_FLOAT32 || dtype == KWS_INT8; }

}  // namespace

bool CheckLevels(StepCheck& check, const kws_levels& p, const LevelOperands& operands, int64_t n) {
  if (!IsLevelType(p.from) || !IsLevelType(p.to))
    return check.Fail("levels from dtype %d to %d", p.from, p.to);
  if (!check.Range("in_zero", p.in_zero, INT8_MIN, INT8_MAX) ||
      !check.Range("out_zero", p.out_zero, INT8_MIN, INT8_MAX) ||
      !check.Range("low", p.low, -(1 << 24), 1 << 24) ||
      !check.Range("high", p.high, -(1 << 24), 1 << 24) ||
      !check.Range("rounding", p.rounding, KWS_ROUND_TWICE, KWS_ROUND_ONCE))
    return false;
  const int64_t columns = Panels(n) * KWS_PANEL;
  return check.Needs(operands.bias, columns, 4) && check.Needs(operands.multipliers, columns, 4) &&
         check.Needs(operands.right, columns, 4) && check.MayHave(operands.left, columns, 4);
}

int32_t LevelOf(float x, int32_t zero) {
  if (std::isnan(x)) x = 0;
  const float bounded = std::min(std::max(x, -512.0f), 512.0f);
  return std::min(std::max(static_cast<int32_t>(bounded) + zero, int32_t{INT8_MIN}),
                  int32_t{INT8_MAX});
}

int32_t ReadLevel(const kws_levels& p, const void* in, int64_t i) {
  if (i < 0) return p.in_zero;
  return p.from == KWS_INT8 ? static_cast<const int8_t*>(in)[i]
                            : LevelOf(static_cast<const float*>(in)[i], p.in_zero);
}

int32_t ScaledSum(const kws_levels& p, const LevelFactors& f, int64_t column, int64_t sum) {
  int32_t x = LowBits(sum + f.bias[column]);
  int32_t y;
  if (p.rounding == KWS_ROUND_ONCE) {
    y = RoundedOnce(x, f.multipliers[column], f.right[column] & 63);
  } else {
    if (f.left != nullptr)
      x = LowBits(static_cast<int64_t>(static_cast<uint32_t>(x)) << (f.left[column] & 31));
    y = RoundedTwice(x, f.multipliers[column], f.right[column] & 31);
  }
  return std::min(std::max(y, p.low), p.high);
}

void StoreLevel(const kws_levels& p, int32_t result, void* out, int64_t i) {
  if (p.to == KWS_FLOAT32) {
    static_cast<float*>(out)[i] = static_cast<float>(result);
    return;
  }
  const int32_t level = result + p.out_zero;
  static_cast<int8_t*>(out)[i] =
      static_cast<int8_t>(std::min(std::max(level, int32_t{INT8_MIN}), int32_t{INT8_MAX}));
}

}  // namespace kws
