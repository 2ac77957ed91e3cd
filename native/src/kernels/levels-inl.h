// Levels by vectors: products of bytes, sums put on a scale. Included once a target.
#if defined(KWS_KERNELS_LEVELS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_KERNELS_LEVELS_INL_H_
#undef KWS_KERNELS_LEVELS_INL_H_
#else
#define KWS_KERNELS_LEVELS_INL_H_
#endif

#include <cstring>

#include "hwy/highway.h"
#include "kernels/levels.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

using SumTag = hn::RebindToSigned<FloatTag>;
using SumVec = hn::Vec<SumTag>;
// As many bytes as a vector has sums.
using LevelTag = hn::Rebind<int8_t, SumTag>;
constexpr int kSumLanes = static_cast<int>(hn::MaxLanes(SumTag()));

// Levels of floats, whole numbers less the level that stands for zero.
HWY_INLINE SumVec LoadLevels(const float* from, int32_t zero) {
  const SumTag d;
  const FloatVec x = hn::LoadU(FloatTag(), from);
  const FloatVec bounded = ClampTo(hn::IfThenElseZero(hn::Eq(x, x), x),
                                   hn::Set(FloatTag(), -512.0f), hn::Set(FloatTag(), 512.0f));
  const SumVec level = hn::Add(hn::ConvertTo(d, bounded), hn::Set(d, zero));
  return hn::Min(hn::Max(level, hn::Set(d, INT8_MIN)), hn::Set(d, INT8_MAX));
}

// The products of two neighboring bytes add up to a sum. What a vector's worth of them is held in:
// bytes where they can be multiplied, else 16 bits.
#if HWY_TARGET == HWY_NEON
using PairElement = int8_t;
using PairVec = hn::Vec<hn::Full64<int8_t>>;

HWY_INLINE PairVec LoadPairs(const int8_t* from) { return hn::LoadU(hn::Full64<int8_t>(), from); }
// Four elements, again and again.
HWY_INLINE PairVec RepeatQuad(const PairElement* from) {
  uint32_t bits;
  memcpy(&bits, from, sizeof(bits));
  return PairVec(vreinterpret_s8_u32(vdup_n_u32(bits)));
}
HWY_INLINE SumVec AddPairs(SumVec sum, PairVec a, PairVec b) {
  return SumVec(vpadalq_s16(sum.raw, vmull_s8(a.raw, b.raw)));
}
// Weights are at least -127, so that two products of a lane fit 16 bits.
HWY_INLINE SumVec AddPairs(SumVec sum, PairVec a0, PairVec b0, PairVec a1, PairVec b1) {
  return SumVec(vpadalq_s16(sum.raw, vmlal_s8(vmull_s8(a0.raw, b0.raw), a1.raw, b1.raw)));
}
// Lanes of x beside those of y.
HWY_INLINE PairVec LoadPairsOf(const int8_t* x, const int8_t* y) {
  return PairVec(vzip_s8(hn::LoadU(LevelTag(), x).raw, hn::LoadU(LevelTag(), y).raw).val[0]);
}
#else
using PairElement = int16_t;
using PairTag = hn::Repartition<int16_t, SumTag>;
using PairVec = hn::Vec<PairTag>;

HWY_INLINE PairVec LoadPairs(const int8_t* from) {
  return hn::PromoteTo(PairTag(), hn::LoadU(hn::Rebind<int8_t, PairTag>(), from));
}
HWY_INLINE PairVec RepeatQuad(const PairElement* from) {
  int64_t bits;
  memcpy(&bits, from, sizeof(bits));
  return hn::BitCast(PairTag(), hn::Set(hn::Repartition<int64_t, SumTag>(), bits));
}
HWY_INLINE SumVec AddPairs(SumVec sum, PairVec a, PairVec b) {
  SumVec none = sum;
  return hn::ReorderWidenMulAccumulate(SumTag(), a, b, sum, none);
}
HWY_INLINE PairVec LoadPairsOf(const int8_t* x, const int8_t* y) {
#if HWY_TARGET == HWY_AVX2
  const __m128i first = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(x));
  const __m128i second = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(y));
  return PairVec{_mm256_cvtepi8_epi16(_mm_unpacklo_epi8(first, second))};
#else
  const SumVec first = hn::PromoteTo(SumTag(), hn::LoadU(LevelTag(), x));
  const SumVec second = hn::PromoteTo(SumTag(), hn::LoadU(LevelTag(), y));
  return hn::OddEven(hn::BitCast(PairTag(), hn::ShiftLeft<16>(second)),
                     hn::BitCast(PairTag(), first));
#endif
}
#endif

// Keeps a sum in its register: a compiler that sees many products at once computes all of them
// before it adds any, and has no room for the sums.
HWY_INLINE void Pin(SumVec& sum) {
#if HWY_ARCH_X86
  asm volatile("" : "+v"(sum.raw));
#else
  asm volatile("" : "+w"(sum.raw));
#endif
}

// The factors of a vector of columns.
template <bool kOnce>
class ColumnFactors;

template <>
class ColumnFactors<false> {
 public:
  ColumnFactors(const LevelFactors& f, int64_t column) {
    const SumTag d;
    const SumVec bits = hn::Set(d, 31), zero = hn::Zero(d);
    bias_ = hn::LoadU(d, f.bias + column);
    multiplier_ = hn::LoadU(d, f.multipliers + column);
    odd_multiplier_ = Upper(multiplier_);
    left_ = f.left == nullptr ? zero : hn::And(hn::LoadU(d, f.left + column), bits);
    right_ = hn::And(hn::LoadU(d, f.right + column), bits);
    const hn::RebindToUnsigned<SumTag> du;
    half_ = hn::BitCast(d, hn::ShiftRight<1>(hn::BitCast(du, hn::Shl(hn::Set(d, 1), right_))));
    divides_ = hn::VecFromMask(d, hn::Gt(right_, zero));
    shifts_ = f.left != nullptr;
  }

  HWY_INLINE SumVec Scaled(SumVec sum) const {
    const SumTag d;
    const hn::RepartitionToWide<SumTag> dw;
    const hn::RebindToUnsigned<decltype(dw)> du;
    SumVec x = hn::Add(sum, bias_);
    if (HWY_UNLIKELY(shifts_)) x = hn::Shl(x, left_);
    const auto half = hn::Set(dw, int64_t{1} << 30);
    const auto even = hn::BitCast(du, hn::Add(hn::MulEven(x, multiplier_), half));
    const auto odd = hn::BitCast(du, hn::Add(hn::MulEven(Upper(x), odd_multiplier_), half));
    const SumVec high = hn::OddEven(hn::BitCast(d, hn::ShiftLeft<1>(odd)),
                                    hn::BitCast(d, hn::ShiftRight<31>(even)));
    const SumVec less = hn::And(hn::ShiftRight<31>(high), divides_);
    return hn::Shr(hn::Add(hn::Add(high, half_), less), right_);
  }

 private:
  static HWY_INLINE SumVec Upper(SumVec x) {
    const hn::RebindToUnsigned<hn::RepartitionToWide<SumTag>> du;
    return hn::BitCast(SumTag(), hn::ShiftRight<32>(hn::BitCast(du, x)));
  }

  SumVec bias_, multiplier_, odd_multiplier_, left_, right_, half_, divides_;
  bool shifts_;
};

template <>
class ColumnFactors<true> {
 public:
  ColumnFactors(const LevelFactors& f, int64_t column) {
    const SumTag d;
    bias_ = hn::LoadU(d, f.bias + column);
    multiplier_ = hn::BitCast(Unsigned(), hn::LoadU(d, f.multipliers + column));
    const auto right = hn::BitCast(Wide(), hn::And(hn::LoadU(d, f.right + column), hn::Set(d, 63)));
    even_ = hn::And(right, hn::Set(Wide(), UINT32_MAX));
    odd_ = hn::ShiftRight<32>(right);
    const auto one = hn::Set(Wide(), 1);
    even_half_ = hn::ShiftRight<1>(hn::Shl(one, even_));
    odd_half_ = hn::ShiftRight<1>(hn::Shl(one, odd_));
  }

  HWY_INLINE SumVec Scaled(SumVec sum) const {
    const SumTag d;
    const SumVec x = hn::Add(sum, bias_);
    const SumVec sign = hn::ShiftRight<31>(x);
    const auto size = hn::BitCast(Unsigned(), hn::Sub(hn::Xor(x, sign), sign));
    const auto odd_size = hn::BitCast(Unsigned(), hn::ShiftRight<32>(hn::BitCast(Wide(), size)));
    const auto odd_multiplier =
        hn::BitCast(Unsigned(), hn::ShiftRight<32>(hn::BitCast(Wide(), multiplier_)));
    const auto even = hn::Shr(hn::Add(hn::MulEven(size, multiplier_), even_half_), even_);
    const auto odd = hn::Shr(hn::Add(hn::MulEven(odd_size, odd_multiplier), odd_half_), odd_);
    const SumVec result = hn::OddEven(hn::BitCast(d, hn::ShiftLeft<32>(odd)), hn::BitCast(d, even));
    return hn::Sub(hn::Xor(result, sign), sign);
  }

 private:
  using Unsigned = hn::RebindToUnsigned<SumTag>;
  using Wide = hn::RepartitionToWide<Unsigned>;

  SumVec bias_;
  hn::Vec<Unsigned> multiplier_;
  hn::Vec<Wide> even_, odd_, even_half_, odd_half_;
};

// Where the results of a step go.
struct LevelBounds {
  SumVec low, high, zero;

  explicit LevelBounds(const kws_levels& p)
      : low(hn::Set(SumTag(), p.low)),
        high(hn::Set(SumTag(), p.high)),
        zero(hn::Set(SumTag(), p.out_zero)) {}
};

// Writes `count` results, at most a vector, from element i of an output on.
template <class T>
HWY_INLINE void StoreLevels(SumVec y, const LevelBounds& bounds, void* out, int64_t i,
                            int64_t count) {
  const SumVec kept = hn::Min(hn::Max(y, bounds.low), bounds.high);
  if constexpr (sizeof(T) == 4) {
    float* to = static_cast<float*>(out) + i;
    const FloatVec floats = hn::ConvertTo(FloatTag(), kept);
    if (HWY_LIKELY(count >= kSumLanes)) {
      hn::StoreU(floats, FloatTag(), to);
    } else {
      StoreFirst(floats, FloatTag(), to, count);
    }
  } else {
    int8_t* to = static_cast<int8_t*>(out) + i;
    const auto levels = hn::DemoteTo(LevelTag(), hn::Add(kept, bounds.zero));
    if (HWY_LIKELY(count >= kSumLanes)) {
      hn::StoreU(levels, LevelTag(), to);
    } else {
      int8_t bytes[16];
      hn::StoreU(levels, LevelTag(), bytes);
      for (int64_t k = 0; k < count; ++k) to[k] = bytes[k];
    }
  }
}

// Copies levels as what is multiplied. Writes up to a vector past the last one.
HWY_INLINE void TakeLevels(const int8_t* from, int64_t count, int32_t, int8_t* to) {
  memcpy(to, from, static_cast<size_t>(count));
}
#if HWY_TARGET != HWY_NEON
HWY_INLINE void TakeLevels(const int8_t* from, int64_t count, int32_t, int16_t* to) {
  constexpr auto kStep = static_cast<int64_t>(hn::MaxLanes(PairTag()));
  for (int64_t i = 0; i < count; i += kStep) hn::StoreU(LoadPairs(from + i), PairTag(), to + i);
}
#endif
// The same of floats.
template <class Element>
HWY_INLINE void TakeLevels(const float* from, int64_t count, int32_t zero, Element* to) {
  const hn::Rebind<Element, SumTag> narrow;
  for (int64_t i = 0; i < count; i += kSumLanes)
    hn::StoreU(hn::DemoteTo(narrow, LoadLevels(from + i, zero)), narrow, to + i);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
