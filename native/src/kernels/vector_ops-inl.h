// Vector helpers of all kernels. Included once a target, after hwy/highway.h; tails are handled
// with whole vectors, since an operand may be over-read (KWS_SLACK_BYTES) but never over-written.
#if defined(KWS_KERNELS_VECTOR_OPS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_KERNELS_VECTOR_OPS_INL_H_
#undef KWS_KERNELS_VECTOR_OPS_INL_H_
#else
#define KWS_KERNELS_VECTOR_OPS_INL_H_
#endif

#include <cstdint>
#include <cstring>

#include "hwy/highway.h"
#include "kwsbench.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Sixteen lanes, a panel's width, at most.
using FloatTag = hn::CappedTag<float, KWS_PANEL>;
using FloatVec = hn::Vec<FloatTag>;

// Stores the first `count` lanes.
HWY_INLINE void StoreFirst(FloatVec v, FloatTag d, float* out, int64_t count) {
  HWY_ALIGN float lanes[HWY_MAX_BYTES / sizeof(float)];
  hn::Store(v, d, lanes);
  memcpy(out, lanes, static_cast<size_t>(count) * sizeof(float));
}

// The first `count` lanes of `in`, `fill` in the others.
HWY_INLINE FloatVec LoadFirst(FloatTag d, const float* in, int64_t count, FloatVec fill) {
  return hn::IfThenElse(hn::FirstN(d, static_cast<size_t>(count)), hn::LoadU(d, in), fill);
}

// min(max(x, low), high), where a NaN stays one on x86 because the constant comes first.
HWY_INLINE FloatVec ClampTo(FloatVec x, FloatVec low, FloatVec high) {
  return hn::Min(high, hn::Max(low, x));
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
