// Levels: whole numbers of 8 bits that stand for real ones, and sums of their products put back on
// a scale, by plain arithmetic.
#ifndef KWS_KERNELS_LEVELS_H_
#define KWS_KERNELS_LEVELS_H_

#include <cstdint>

#include "core/check.h"
#include "kwsbench.h"

namespace kws {

// What a step multiplies the sums of each column by. All are as long as whole panels.
struct LevelFactors {
  const int32_t* bias;
  const int32_t* multipliers;
  const int32_t* right;
  const int32_t* left;  // or null: zeros
};

// Of a step's operands.
struct LevelOperands {
  int in, bias, multipliers, right, left;
};

// Checks the parameters and factors of `n` columns.
bool CheckLevels(StepCheck& check, const kws_levels& levels, const LevelOperands& operands,
                 int64_t n);

// Bytes of an element of a step's input or output.
inline int64_t LevelBytes(int32_t dtype) { return dtype == KWS_INT8 ? 1 : 4; }

// Four of a column's weights lie beside each other.
constexpr int64_t kQuad = 4;
constexpr int64_t Quads(int64_t k) { return (k + kQuad - 1) / kQuad; }

// The level of a float: a whole number less the level that stands for zero.
int32_t LevelOf(float x, int32_t zero);
// Element `i` of a step's input as a level; that of zero where i is negative.
int32_t ReadLevel(const kws_levels& levels, const void* in, int64_t i);
// The sum of column `column` as the step's result, less its zero.
int32_t ScaledSum(const kws_levels& levels, const LevelFactors& factors, int64_t column,
                  int64_t sum);
// Writes a result where element `i` of an output begins.
void StoreLevel(const kws_levels& levels, int32_t result, void* out, int64_t i);

}  // namespace kws

#endif  // KWS_KERNELS_LEVELS_H_
