// Vectors whose lanes are frames, in the precision that the front end computes in. Included once an
// instruction set.

#if defined(KWS_AUDIO_LANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_AUDIO_LANES_INL_H_
#undef KWS_AUDIO_LANES_INL_H_
#else
#define KWS_AUDIO_LANES_INL_H_
#endif

#include <stdint.h>

#include <cmath>

#include "hwy/contrib/math/math-inl.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace audio {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Double vectors. Float loads widen and float stores round.
template <class D>
struct DoubleLanes {
  using T = double;
  using V = hn::Vec<D>;
  static constexpr int64_t kLanes = hn::MaxLanes(D());
  static constexpr D d{};
  static constexpr hn::Rebind<float, D> df{};

  static HWY_INLINE V Load(const T* p) { return hn::Load(d, p); }
  static HWY_INLINE void Store(V v, T* p) { hn::Store(v, d, p); }
  static HWY_INLINE V LoadFloats(const float* p) { return hn::PromoteTo(d, hn::LoadU(df, p)); }
  static HWY_INLINE void StoreFloats(V v, float* p) { hn::StoreU(hn::DemoteTo(df, v), df, p); }
  static HWY_INLINE V Set(double x) { return hn::Set(d, x); }
  static HWY_INLINE V Add(V a, V b) { return hn::Add(a, b); }
  static HWY_INLINE V Sub(V a, V b) { return hn::Sub(a, b); }
  static HWY_INLINE V Mul(V a, V b) { return hn::Mul(a, b); }
  static HWY_INLINE V MulAdd(V a, V b, V c) { return hn::MulAdd(a, b, c); }
  static HWY_INLINE V NegMulAdd(V a, V b, V c) { return hn::NegMulAdd(a, b, c); }
  // b if it is NaN.
  static HWY_INLINE V Max(V a, V b) { return hn::IfThenElse(hn::Lt(b, a), a, b); }
  // Infinities and NaN stay what they are.
  static HWY_INLINE V Log(V a) {
    return hn::IfThenElse(hn::Lt(a, Set(HUGE_VAL)), hn::Log(d, a), a);
  }
};

// One frame at a time, for instruction sets without vectors of doubles (32-bit ARM).
struct ScalarLanes {
  using T = double;
  using V = double;
  static constexpr int64_t kLanes = 1;

  static HWY_INLINE V Load(const T* p) { return *p; }
  static HWY_INLINE void Store(V v, T* p) { *p = v; }
  static HWY_INLINE V LoadFloats(const float* p) { return *p; }
  static HWY_INLINE void StoreFloats(V v, float* p) { *p = static_cast<float>(v); }
  static HWY_INLINE V Set(double x) { return x; }
  static HWY_INLINE V Add(V a, V b) { return a + b; }
  static HWY_INLINE V Sub(V a, V b) { return a - b; }
  static HWY_INLINE V Mul(V a, V b) { return a * b; }
  static HWY_INLINE V MulAdd(V a, V b, V c) { return a * b + c; }
  static HWY_INLINE V NegMulAdd(V a, V b, V c) { return c - a * b; }
  static HWY_INLINE V Max(V a, V b) { return b < a ? a : b; }
  static HWY_INLINE V Log(V a) { return std::log(a); }
};

#if HWY_HAVE_FLOAT64
using FrameLanes = DoubleLanes<hn::ScalableTag<double>>;
#else
using FrameLanes = ScalarLanes;
#endif

}  // namespace HWY_NAMESPACE
}  // namespace audio
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif  // KWS_AUDIO_LANES_INL_H_
