// One element of every elementwise operation, in plain double precision: the oracle of the vector
// versions.
#ifndef KWS_KERNELS_SCALAR_MATH_H_
#define KWS_KERNELS_SCALAR_MATH_H_

#include <cstdint>

#include "kwsbench.h"

namespace kws {

float ScalarUnary(int op, float alpha, float beta, float x);
// Arithmetic (0 .. KWS_BINARY_OPS-1).
float ScalarBinary(int op, float a, float b);
int32_t ScalarBinary(int op, int32_t a, int32_t b);
int64_t ScalarBinary(int op, int64_t a, int64_t b);
inline float ScalarEpilogue(const kws_epilogue& e, float x) {
  return ScalarUnary(e.activation, e.alpha, e.beta, x);
}

template <class T>
bool ScalarCompare(int op, T a, T b) {
  switch (op) {
    case KWS_EQUAL:
      return a == b;
    case KWS_NOT_EQUAL:
      return a != b;
    case KWS_LESS:
      return a < b;
    case KWS_LESS_EQUAL:
      return a <= b;
    case KWS_GREATER:
      return a > b;
    default:
      return a >= b;
  }
}

// Rough cost of an operation, in FLOPs an element: transcendentals count as 10.
double UnaryFlops(int op);
double BinaryFlops(int op);

}  // namespace kws

#endif  // KWS_KERNELS_SCALAR_MATH_H_
