// Elementwise functions over a run of floats, for any kernel of the same target. Included once a
// target.
#if defined(KWS_KERNELS_UNARY_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_KERNELS_UNARY_INL_H_
#undef KWS_KERNELS_UNARY_INL_H_
#else
#define KWS_KERNELS_UNARY_INL_H_
#endif

#include <cstdint>

#include "hwy/highway.h"
#include "kwsbench.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

// out[i] = op(in[i]); in place allowed. Defined in unary.cc.
void ApplyUnary(int op, float alpha, float beta, const float* in, float* out, int64_t count);

// out[i] = op(a[i * a_step], b[i * b_step]) with steps of 0 or 1; in place allowed. Defined in
// binary.cc.
void ApplyBinary(int op, const float* a, int a_step, const float* b, int b_step, float* out,
                 int64_t count);

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
