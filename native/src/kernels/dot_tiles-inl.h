// Tiles of a product of levels by instructions that add four products of bytes to a sum: VNNI on
// x86, dot product on ARM. Included once a target; a target without them defines no KWS_DOT.
#if defined(KWS_KERNELS_DOT_TILES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_KERNELS_DOT_TILES_INL_H_
#undef KWS_KERNELS_DOT_TILES_INL_H_
#else
#define KWS_KERNELS_DOT_TILES_INL_H_
#endif

#include <cstring>

#include "core/processor.h"
#include "hwy/highway.h"
#include "kernels/levels.h"
#include "kwsbench.h"

// Clang takes these for all that a function may use, GCC adds them to the rest.
#undef KWS_DOT
#if HWY_TARGET == HWY_AVX3
#define KWS_DOT HWY_TARGET_STR ",avx512vnni"
#elif HWY_TARGET == HWY_AVX2 && (__GNUC__ >= 12 || defined(__clang__))
#define KWS_DOT HWY_TARGET_STR ",avxvnni"
#elif HWY_TARGET == HWY_NEON && HWY_ARCH_ARM_A64
#define KWS_DOT "arch=armv8.2-a+dotprod"
#endif

#ifdef KWS_DOT
#define KWS_DOT_INLINE [[gnu::target(KWS_DOT), gnu::always_inline]] static inline

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

// What the processor has: sums of four products, whose first factors may have to be without a sign.
// Weights are shifted to have none, which adds kShift times a row's sum of levels to each of its
// sums.
#if HWY_TARGET == HWY_AVX3
struct DotOps {
  using V = __m512i;
  static constexpr int kRows = 12;
  static constexpr int32_t kShift = 128;
  static bool Available() { return ProcessorFeatures().avx512_vnni; }
  KWS_DOT_INLINE V Set(int32_t x) { return _mm512_set1_epi32(x); }
  KWS_DOT_INLINE V Weights(const int8_t* from) {
    return _mm512_xor_si512(_mm512_loadu_si512(from), _mm512_set1_epi8(-128));
  }
  KWS_DOT_INLINE V Dot(V sum, V weights, V levels) {
    return _mm512_dpbusd_epi32(sum, weights, levels);
  }
  KWS_DOT_INLINE void Store(V sum, int32_t* to) { _mm512_storeu_si512(to, sum); }
};
#elif HWY_TARGET == HWY_AVX2
struct DotOps {
  using V = __m256i;
  static constexpr int kRows = 6;
  static constexpr int32_t kShift = 128;
  static bool Available() { return ProcessorFeatures().avx_vnni; }
  KWS_DOT_INLINE V Set(int32_t x) { return _mm256_set1_epi32(x); }
  KWS_DOT_INLINE V Weights(const int8_t* from) {
    return _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)),
                            _mm256_set1_epi8(-128));
  }
  KWS_DOT_INLINE V Dot(V sum, V weights, V levels) {
    return _mm256_dpbusd_avx_epi32(sum, weights, levels);
  }
  KWS_DOT_INLINE void Store(V sum, int32_t* to) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), sum);
  }
};
#else
struct DotOps {
  using V = int32x4_t;
  static constexpr int kRows = 6;
  static constexpr int32_t kShift = 0;
  static bool Available() { return HasDotProducts(); }
  KWS_DOT_INLINE V Set(int32_t x) { return vdupq_n_s32(x); }
  KWS_DOT_INLINE V Weights(const int8_t* from) { return vreinterpretq_s32_s8(vld1q_s8(from)); }
  KWS_DOT_INLINE V Dot(V sum, V weights, V levels) {
    return vdotq_s32(sum, vreinterpretq_s8_s32(weights), vreinterpretq_s8_s32(levels));
  }
  KWS_DOT_INLINE void Store(V sum, int32_t* to) { vst1q_s32(to, sum); }
};
#endif

// The sums of some rows and a panel's columns, [row][KWS_PANEL].
template <class Ops, int kRows>
[[gnu::target(KWS_DOT)]] void DotPanel(const int8_t* HWY_RESTRICT a, int64_t a_stride,
                                       const int8_t* HWY_RESTRICT b, int64_t quads,
                                       const int32_t* row_sums, int32_t* HWY_RESTRICT sums) {
  using OpV = typename Ops::V;
  constexpr int kLanes = sizeof(OpV) / sizeof(int32_t);
  constexpr int kVecs = KWS_PANEL / kLanes;
  OpV acc[kRows][kVecs];
#pragma GCC unroll 12
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v)
      acc[r][v] = Ops::Set(Ops::kShift == 0 ? 0 : -Ops::kShift * row_sums[r]);
  }
  for (; quads > 0; --quads, a += kQuad, b += kQuad * KWS_PANEL) {
    OpV column[kVecs];
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) column[v] = Ops::Weights(b + v * kLanes * kQuad);
#pragma GCC unroll 12
    for (int r = 0; r < kRows; ++r) {
      int32_t bits;
      memcpy(&bits, a + r * a_stride, sizeof(bits));
      const OpV x = Ops::Set(bits);
#pragma GCC unroll 4
      for (int v = 0; v < kVecs; ++v) acc[r][v] = Ops::Dot(acc[r][v], column[v], x);
    }
  }
#pragma GCC unroll 12
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) Ops::Store(acc[r][v], sums + r * KWS_PANEL + v * kLanes);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();
#undef KWS_DOT_INLINE
#endif  // KWS_DOT
#endif
