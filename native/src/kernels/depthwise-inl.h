// Depthwise pixels for the kernels of the target being compiled. Included once a target; defined in
// depthwise_2d.cc.
#if defined(KWS_KERNELS_DEPTHWISE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_KERNELS_DEPTHWISE_INL_H_
#undef KWS_KERNELS_DEPTHWISE_INL_H_
#else
#define KWS_KERNELS_DEPTHWISE_INL_H_
#endif

#include "hwy/highway.h"
#include "kernels/depthwise.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

// Output pixels begin .. end-1 to out, out_stride floats apart (pixel `begin` at `out`).
void DepthwisePixels(const Depthwise& p, int64_t begin, int64_t end, float* out,
                     int64_t out_stride);

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
