// The exponential function for what squashes its argument: sigmoids, softmax. Included once a
// target.
#if defined(KWS_KERNELS_EXP_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_KERNELS_EXP_INL_H_
#undef KWS_KERNELS_EXP_INL_H_
#else
#define KWS_KERNELS_EXP_INL_H_
#endif

#include "hwy/highway.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

// e^x, off by 1e-7 of it at most. From about 88.4 on it is infinite, below -87.3 it stays at 1e-38.
// A NaN stays one. x = n ln 2 + r; 2^n comes from the bits of a sum that has n in its last ones.
HWY_INLINE V QuickExp(V x) {
  const hn::RebindToSigned<FloatTag> di;
  const V shift = hn::Set(d, 12582912.0f);  // 1.5 * 2^23
  const V y = AtMost(hn::Set(d, 88.8f), AtLeast(hn::Set(d, -87.3f), x));
  const V sum = hn::MulAdd(y, hn::Set(d, 1.44269504f), shift);
  const V n = hn::Sub(sum, shift);
  // ln 2 in two parts, of which the first has nine bits: its product is exact.
  const V near = hn::NegMulAdd(n, hn::Set(d, 0.693359375f), y);
  const V r = hn::NegMulAdd(n, hn::Set(d, -2.12194440e-4f), near);
  V p = hn::MulAdd(r, hn::Set(d, 0.0013814465f), hn::Set(d, 0.008368781f));
  p = hn::MulAdd(p, r, hn::Set(d, 0.041668393f));
  p = hn::MulAdd(p, r, hn::Set(d, 0.1666652f));
  p = hn::MulAdd(p, r, hn::Set(d, 0.49999994f));
  p = hn::MulAdd(p, r, hn::Set(d, 1.0f));
  p = hn::MulAdd(p, r, hn::Set(d, 1.0f));
  const auto bits = hn::Add(hn::BitCast(di, sum), hn::Set(di, 127));
  return hn::Mul(p, hn::BitCast(d, hn::ShiftLeft<23>(bits)));
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
