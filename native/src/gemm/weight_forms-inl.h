// How the packed product reads the columns of weights of each encoding: unpacked in registers, one
// vector of one step of k at a time. Included once a target.
#if defined(KWS_GEMM_WEIGHT_FORMS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_GEMM_WEIGHT_FORMS_INL_H_
#undef KWS_GEMM_WEIGHT_FORMS_INL_H_
#else
#define KWS_GEMM_WEIGHT_FORMS_INL_H_
#endif

#include "hwy/highway.h"
#include "kernels/vector_ops-inl.h"
#include "kwsbench.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

// A form has the type of an element in memory, whether columns have scales, and Load: the columns
// at a place as floats. LoadPair loads two vectors of them, which lie side by side.
struct FloatForm {
  using Element = float;
  static constexpr bool kScaled = false;

  static HWY_INLINE FloatVec Load(const float* HWY_RESTRICT from) {
    return hn::LoadU(FloatTag(), from);
  }
};

// KWS_WEIGHTS_16: upper halves of floats.
struct HalfForm {
  using Element = uint16_t;
  static constexpr bool kScaled = false;

  static HWY_INLINE FloatVec Load(const uint16_t* HWY_RESTRICT from) {
    const hn::Rebind<uint32_t, FloatTag> d32;
    const hn::Rebind<uint16_t, FloatTag> d16;
    const auto wide = hn::PromoteTo(d32, hn::LoadU(d16, from));
    return hn::BitCast(FloatTag(), hn::ShiftLeft<16>(wide));
  }
#if HWY_TARGET == HWY_NEON
  static HWY_INLINE void LoadPair(const uint16_t* HWY_RESTRICT from, FloatVec* to) {
    const hn::Full128<uint16_t> d16;
    const hn::Full128<uint32_t> d32;
    const auto all = hn::LoadU(d16, from);
    const auto upper = hn::UpperHalf(hn::Half<hn::Full128<uint16_t>>(), all);
    to[0] = hn::BitCast(FloatTag(), hn::ShiftLeft<16>(hn::PromoteTo(d32, hn::LowerHalf(all))));
    to[1] = hn::BitCast(FloatTag(), hn::ShiftLeft<16>(hn::PromoteTo(d32, upper)));
  }
#endif
};

// KWS_WEIGHTS_8: whole numbers, whose sums are scaled at the end.
struct ByteForm {
  using Element = int8_t;
  static constexpr bool kScaled = true;

  static HWY_INLINE FloatVec Load(const int8_t* HWY_RESTRICT from) {
    const hn::Rebind<int32_t, FloatTag> d32;
    const hn::Rebind<int8_t, FloatTag> d8;
    return hn::ConvertTo(FloatTag(), hn::PromoteTo(d32, hn::LoadU(d8, from)));
  }
#if HWY_TARGET == HWY_NEON
  static HWY_INLINE void LoadPair(const int8_t* HWY_RESTRICT from, FloatVec* to) {
    const hn::Full128<int16_t> d16;
    const hn::Full128<int32_t> d32;
    const auto all =
        hn::PromoteTo(d16, hn::LoadU(hn::Rebind<int8_t, hn::Full128<int16_t>>(), from));
    const auto upper = hn::UpperHalf(hn::Half<hn::Full128<int16_t>>(), all);
    to[0] = hn::ConvertTo(FloatTag(), hn::PromoteTo(d32, hn::LowerHalf(all)));
    to[1] = hn::ConvertTo(FloatTag(), hn::PromoteTo(d32, upper));
  }
#endif
};

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
