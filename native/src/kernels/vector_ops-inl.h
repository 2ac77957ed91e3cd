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

namespace {
using V = FloatVec;
const FloatTag d;
}  // namespace

// Copies Size floats if bit Size of `count` is set: an amount that the compiler knows needs no
// call.
template <int kSize>
HWY_INLINE void StorePiece(const float** from, float** to, int64_t count) {
  if ((count & kSize) == 0) return;
  memcpy(*to, *from, kSize * sizeof(float));
  *from += kSize;
  *to += kSize;
}

// Stores the first `count` lanes, fewer than all, and nothing past them: another thread may be
// writing there.
HWY_INLINE void StoreFirst(FloatVec v, FloatTag d, float* out, int64_t count) {
#if HWY_TARGET == HWY_AVX3
  hn::BlendedStore(v, hn::FirstN(d, static_cast<size_t>(count)), d, out);
#else
  HWY_ALIGN float lanes[HWY_MAX_BYTES / sizeof(float)];
  hn::Store(v, d, lanes);
  if (HWY_UNLIKELY(count >= static_cast<int64_t>(hn::Lanes(d)))) {
    hn::StoreU(v, d, out);
    return;
  }
  const float* from = lanes;
  // pieces as large as the vector cannot be, whatever the compiler makes of `count`
  if constexpr (hn::MaxLanes(FloatTag()) > 8) StorePiece<8>(&from, &out, count);
  if constexpr (hn::MaxLanes(FloatTag()) > 4) StorePiece<4>(&from, &out, count);
  StorePiece<2>(&from, &out, count);
  StorePiece<1>(&from, &out, count);
#endif
}

// The first `count` lanes of `in`, `fill` in the others.
HWY_INLINE FloatVec LoadFirst(FloatTag d, const float* in, int64_t count, FloatVec fill) {
  return hn::IfThenElse(hn::FirstN(d, static_cast<size_t>(count)), hn::LoadU(d, in), fill);
}

// A NaN must come out as one. hn::Max and hn::Min lose it: x86 returns its second argument when
// either is NaN, NEON of 64 bits (FMAXNM) the one that is a number.
#if HWY_TARGET == HWY_NEON
HWY_INLINE FloatVec MaxOf(FloatVec a, FloatVec b) { return FloatVec(vmaxq_f32(a.raw, b.raw)); }
HWY_INLINE FloatVec MinOf(FloatVec a, FloatVec b) { return FloatVec(vminq_f32(a.raw, b.raw)); }
HWY_INLINE FloatVec AtLeast(FloatVec bound, FloatVec x) { return MaxOf(bound, x); }
HWY_INLINE FloatVec AtMost(FloatVec bound, FloatVec x) { return MinOf(bound, x); }
#elif HWY_ARCH_X86
// x, but no less (no more) than a bound that is no NaN; a NaN of x stays.
HWY_INLINE FloatVec AtLeast(FloatVec bound, FloatVec x) { return hn::Max(bound, x); }
HWY_INLINE FloatVec AtMost(FloatVec bound, FloatVec x) { return hn::Min(bound, x); }
// The larger (smaller) of two; a NaN of either stays.
HWY_INLINE FloatVec MaxOf(FloatVec a, FloatVec b) {
  return hn::IfThenElse(hn::IsNaN(a), a, hn::Max(a, b));
}
HWY_INLINE FloatVec MinOf(FloatVec a, FloatVec b) {
  return hn::IfThenElse(hn::IsNaN(a), a, hn::Min(a, b));
}
#else
HWY_INLINE FloatVec AtLeast(FloatVec bound, FloatVec x) {
  return hn::IfThenElse(hn::Lt(x, bound), bound, x);
}
HWY_INLINE FloatVec AtMost(FloatVec bound, FloatVec x) {
  return hn::IfThenElse(hn::Gt(x, bound), bound, x);
}
HWY_INLINE FloatVec MaxOf(FloatVec a, FloatVec b) {
  return hn::IfThenElse(hn::IsNaN(a), a, AtLeast(a, b));
}
HWY_INLINE FloatVec MinOf(FloatVec a, FloatVec b) {
  return hn::IfThenElse(hn::IsNaN(a), a, AtMost(a, b));
}
#endif

HWY_INLINE FloatVec ClampTo(FloatVec x, FloatVec low, FloatVec high) {
  return AtMost(high, AtLeast(low, x));
}

// Quotients, roots and the whole numbers next to x, each rounded once, as IEEE 754 says. 32-bit
// NEON only estimates the first two: its root of infinity is NaN, 3e38 / 2e38 is 0, and 13 / 13
// less than 1, which a floor makes 0. The scalar unit beside it has them, in about the time of an
// estimate and its Newton steps. Nor does that NEON round: Highway goes by integers, which have no
// -0.
#if HWY_TARGET == HWY_NEON && !HWY_ARCH_ARM_A64
// By name, as the four parts of a vector are registers of their own: a compiler takes them out to
// others.
HWY_INLINE FloatVec Quotient(FloatVec a, FloatVec b) {
  register float32x4_t x asm("q0") = a.raw;
  register float32x4_t y asm("q1") = b.raw;
  asm("vdiv.f32 s0, s0, s4\n\tvdiv.f32 s1, s1, s5\n\t"
      "vdiv.f32 s2, s2, s6\n\tvdiv.f32 s3, s3, s7"
      : "+w"(x)
      : "w"(y));
  return FloatVec(x);
}
HWY_INLINE FloatVec SquareRoot(FloatVec v) {
  register float32x4_t x asm("q0") = v.raw;
  asm("vsqrt.f32 s0, s0\n\tvsqrt.f32 s1, s1\n\tvsqrt.f32 s2, s2\n\tvsqrt.f32 s3, s3" : "+w"(x));
  return FloatVec(x);
}
HWY_INLINE FloatVec WholeBelow(FloatVec x) { return hn::CopySign(hn::Floor(x), x); }
HWY_INLINE FloatVec WholeAbove(FloatVec x) { return hn::CopySign(hn::Ceil(x), x); }
HWY_INLINE FloatVec Nearest(FloatVec x) { return hn::CopySign(hn::Round(x), x); }
#else
HWY_INLINE FloatVec Quotient(FloatVec a, FloatVec b) { return hn::Div(a, b); }
HWY_INLINE FloatVec SquareRoot(FloatVec x) { return hn::Sqrt(x); }
HWY_INLINE FloatVec WholeBelow(FloatVec x) { return hn::Floor(x); }
HWY_INLINE FloatVec WholeAbove(FloatVec x) { return hn::Ceil(x); }
HWY_INLINE FloatVec Nearest(FloatVec x) { return hn::Round(x); }
#endif

// `result`, or x where that is NaN: for functions that make a number of it.
HWY_INLINE FloatVec KeepNaN(FloatVec x, FloatVec result) {
  return hn::IfThenElse(hn::IsNaN(x), x, result);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
