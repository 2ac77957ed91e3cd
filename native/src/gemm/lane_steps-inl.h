// Steps of the packed product on NEON, which multiplies by one lane of a register. Included once a
// target; defines KWS_FMA_BY_LANE on NEON, and nothing elsewhere.
#if defined(KWS_GEMM_LANE_STEPS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_GEMM_LANE_STEPS_INL_H_
#undef KWS_GEMM_LANE_STEPS_INL_H_
#else
#define KWS_GEMM_LANE_STEPS_INL_H_
#endif

#include "hwy/highway.h"
#include "kernels/vector_ops-inl.h"
#include "kwsbench.h"

#if HWY_TARGET == HWY_NEON
#define KWS_FMA_BY_LANE 1

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

// The loop's instructions, each where it stands: a compiler moves loads to their uses, where an
// in-order core waits for them, and spills for that.
#if HWY_ARCH_ARM_A64
// Elements of a row that one register holds.
using RowPart = float32x4_t;
HWY_INLINE RowPart LoadRow(const float* from) {
  RowPart loaded;
  asm volatile("ldr %q0, %1" : "=w"(loaded) : "m"(*reinterpret_cast<const float32x4_t*>(from)));
  return loaded;
}
HWY_INLINE FloatVec LoadColumn(const float* from) { return FloatVec(LoadRow(from)); }
template <int kLane>
HWY_INLINE void AddHere(FloatVec& sum, FloatVec column, RowPart x) {
  asm volatile("fmla %0.4s, %1.4s, %2.s[%3]" : "+w"(sum.raw) : "w"(column.raw), "w"(x), "i"(kLane));
}
#else
// 32-bit NEON multiplies by a lane without fusing, and has half the registers.
using RowPart = float32x2_t;
HWY_INLINE RowPart LoadRow(const float* from) {
  RowPart loaded;
  asm volatile("vldr %P0, %1" : "=t"(loaded) : "Uv"(*reinterpret_cast<const float32x2_t*>(from)));
  return loaded;
}
HWY_INLINE FloatVec LoadColumn(const float* from) {
  FloatVec loaded;
  asm volatile("vldr %e0, %1\n\tvldr %f0, %2"
               : "=&w"(loaded.raw)
               : "Uv"(*reinterpret_cast<const float32x2_t*>(from)),
                 "Uv"(*reinterpret_cast<const float32x2_t*>(from + 2)));
  return loaded;
}
template <int kLane>
HWY_INLINE void AddHere(FloatVec& sum, FloatVec column, RowPart x) {
  asm volatile("vmla.f32 %q0, %q1, %P2[%c3]" : "+w"(sum.raw) : "w"(column.raw), "t"(x), "i"(kLane));
}
#endif
// Steps of k whose elements of a row are one register.
constexpr int kSteps = sizeof(RowPart) / sizeof(float);
constexpr int kVectorLanes = static_cast<int>(hn::MaxLanes(FloatTag()));

// kSteps steps of k: NEON multiplies by one lane of a register, so a row's elements are loaded once
// for all of them, and beside 24 sums and 6 rows two vectors of columns fit the 32 registers (10
// sums, 5 half registers of rows and two vectors the 16): one in use, the next one on its way.
template <int kRows, int kCols>
struct Steps {
  RowPart x[kRows];
  FloatVec column[2];

  template <int kPlace>
  HWY_INLINE void Add(const float* HWY_RESTRICT b, FloatVec (&acc)[kRows][kCols]) {
    constexpr int kLast = kSteps * kCols - 1;
    if constexpr (kPlace < kLast) {
      constexpr int kNext = kPlace + 1;
      column[kNext % 2] = LoadColumn(b + kNext / kCols * KWS_PANEL + kNext % kCols * kVectorLanes);
    }
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r)
      AddHere<kPlace / kCols>(acc[r][kPlace % kCols], column[kPlace % 2], x[r]);
    if constexpr (kPlace < kLast) Add<kPlace + 1>(b, acc);
  }

  // a, b: of these steps.
  HWY_INLINE void Load(const float* HWY_RESTRICT a, int64_t a_stride, const float* HWY_RESTRICT b) {
    column[0] = LoadColumn(b);
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) x[r] = LoadRow(a + r * a_stride);
  }
};

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif  // HWY_TARGET == HWY_NEON

#endif
