// The register blocks of the packed product: rows x columns of sums that stay in registers over all
// of k. Included once a target.
#if defined(KWS_GEMM_REGISTER_BLOCKS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_GEMM_REGISTER_BLOCKS_INL_H_
#undef KWS_GEMM_REGISTER_BLOCKS_INL_H_
#else
#define KWS_GEMM_REGISTER_BLOCKS_INL_H_
#endif

#include <type_traits>

#include "gemm/gemm-inl.h"
#include "gemm/gemm.h"
#include "gemm/lane_steps-inl.h"
#include "gemm/weight_forms-inl.h"
#include "hwy/highway.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

constexpr int kLanes = HWY_MIN(static_cast<int>(HWY_MAX_BYTES / sizeof(float)), KWS_PANEL);

// Columns of a block: two panels of one vector (AVX-512), one panel of two (AVX2), or part of a
// panel; then the rows that fit the registers beside them.
#if HWY_TARGET == HWY_AVX3
constexpr int kBlockRows = 14;
constexpr int kVecs = 2;
#elif HWY_TARGET == HWY_NEON && HWY_ARCH_ARM_A64
constexpr int kBlockRows = 6;
constexpr int kVecs = 4;
#elif HWY_TARGET == HWY_NEON
constexpr int kBlockRows = 5;
constexpr int kVecs = 2;
#else
constexpr int kBlockRows = 6;
constexpr int kVecs = 2;
#endif
static_assert(kBlockRows <= kMaxBlockRows);

// Everything a block needs; offsets in elements.
struct Block {
  const float* a;
  int64_t a_stride;
  const void* b;          // this block's first column
  int64_t panel;          // a panel's size
  const float* bias;      // or null
  const float* scales;    // of forms that have some
  const float* residual;  // or null
  float* out;
  int64_t out_stride;
  int64_t k;  // of a run
  int64_t runs;
  int64_t run_skip;  // from the end of a run to the start of the next
  int64_t columns;   // that exist, at most vectors x lanes
  float low, high;
};

template <int kRows, int kCols>
HWY_INLINE void StoreRow(const Block& t, int r, const V* acc, V low, V high) {
  float* out = t.out + r * t.out_stride;
#pragma GCC unroll 4
  for (int v = 0; v < kCols; ++v) {
    V y = acc[v];
    const int64_t left = t.columns - v * kLanes;
    if (left <= 0) break;
    if (t.residual != nullptr)
      y = hn::Add(y, hn::LoadU(d, t.residual + r * t.out_stride + v * kLanes));
    y = ClampTo(y, low, high);
    if (HWY_LIKELY(left >= kLanes)) {
      hn::StoreU(y, d, out + v * kLanes);
    } else {
      StoreFirst(y, d, out + v * kLanes, left);
    }
  }
}

// The same for rows of sums in memory, of encoded weights: once, not unrolled into every block.
template <int kCols>
[[gnu::noinline]] void StoreRows(const Block& t, const float* sums, int rows, V low, V high) {
  for (int r = 0; r < rows; ++r) {
    V acc[kCols];
    for (int v = 0; v < kCols; ++v) acc[v] = hn::Load(d, sums + (r * kCols + v) * kLanes);
    StoreRow<1, kCols>(t, r, acc, low, high);
  }
}

// Panels that a block of so many vectors covers, or lies in.
constexpr int64_t PanelsOf(int vecs) { return HWY_MAX(vecs * kLanes / KWS_PANEL, 1); }

// The columns of a block's vector, at its first column's step of k.
template <class T>
HWY_INLINE const T* ColumnAt(const T* b, int64_t panel, int vec) {
  return b + vec * kLanes / KWS_PANEL * panel + vec * kLanes % KWS_PANEL;
}

// As the loop of 32-bit NEON rounds, so that no bit depends on which steps of k that one takes.
HWY_INLINE V MultiplyAdd(V x, V column, V sum) {
#if HWY_TARGET == HWY_NEON && !HWY_ARCH_ARM_A64
  return hn::Add(hn::Mul(x, column), sum);
#else
  return hn::MulAdd(x, column, sum);
#endif
}

template <int64_t kPanels>
HWY_INLINE void FetchLines(const float* b, int64_t panel) {
  __builtin_prefetch(b, 0, 2);
  if constexpr (kPanels > 1) FetchLines<kPanels - 1>(b + panel, panel);
}

// A block's columns of one step of k.
template <class Form, int kCols>
HWY_INLINE void LoadColumns(const typename Form::Element* HWY_RESTRICT b, int64_t panel,
                            V (&column)[kCols]) {
#if HWY_TARGET == HWY_NEON
  if constexpr (!std::is_same<Form, FloatForm>::value) {
    static_assert(kCols % 2 == 0);
#pragma GCC unroll 2
    for (int v = 0; v < kCols; v += 2) Form::LoadPair(ColumnAt(b, panel, v), column + v);
    return;
  }
#endif
#pragma GCC unroll 4
  for (int v = 0; v < kCols; ++v) column[v] = Form::Load(ColumnAt(b, panel, v));
}

// One step of k. What the registers hold beside the sums: of a wide block its rows, of others their
// columns.
template <class Form, int kRows, int kCols>
HWY_INLINE void AddStep(const float* HWY_RESTRICT a, int64_t a_stride,
                        const typename Form::Element* HWY_RESTRICT b, int64_t panel,
                        V (&acc)[kRows][kCols]) {
  if constexpr (kCols > kVecs) {
    V x[kRows];
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) x[r] = hn::Set(d, a[r * a_stride]);
#pragma GCC unroll 4
    for (int v = 0; v < kCols; ++v) {
      const V column = Form::Load(ColumnAt(b, panel, v));
#pragma GCC unroll 4
      for (int r = 0; r < kRows; ++r) acc[r][v] = MultiplyAdd(x[r], column, acc[r][v]);
    }
    return;
  }
  V column[kCols];
  LoadColumns<Form>(b, panel, column);
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
    const V x = hn::Set(d, a[r * a_stride]);
#pragma GCC unroll 4
    for (int v = 0; v < kCols; ++v) acc[r][v] = MultiplyAdd(x, column[v], acc[r][v]);
  }
}

// The sums of a form with scales: what they stand for, and the bias.
template <int kCols>
HWY_INLINE void ScaleRow(const Block& t, V* acc) {
#pragma GCC unroll 4
  for (int v = 0; v < kCols; ++v) {
    const V bias = t.bias != nullptr ? hn::LoadU(d, t.bias + v * kLanes) : hn::Zero(d);
    acc[v] = hn::MulAdd(acc[v], hn::LoadU(d, t.scales + v * kLanes), bias);
  }
}

// kFetch: bring the weights of the columns after these nearer; on the first block of rows, which is
// the one that waits for them.
template <class Form, int kRows, int kCols, bool kFetch>
void RunBlock(const Block& t) {
  V acc[kRows][kCols];
  // The lines that the results go to, which the last layers' weights have pushed out of the second
  // cache.
  for (int r = 0; r < kRows; ++r) {
    for (int c = 0; c < PanelsOf(kCols); ++c)
      __builtin_prefetch(t.out + r * t.out_stride + c * KWS_PANEL, 1, 3);
  }
#pragma GCC unroll 4
  for (int v = 0; v < kCols; ++v) {
    const V start =
        !Form::kScaled && t.bias != nullptr ? hn::LoadU(d, t.bias + v * kLanes) : hn::Zero(d);
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) acc[r][v] = start;
  }
  const float* HWY_RESTRICT a = t.a;
  const auto* HWY_RESTRICT b = static_cast<const typename Form::Element*>(t.b);
  const int64_t a_stride = t.a_stride;
  const int64_t panel = t.panel;
  const int64_t ahead = PanelsOf(kCols) * panel;
  for (int64_t run = t.runs;;) {
    int64_t k = t.k;
#if defined(KWS_FMA_BY_LANE)
    if constexpr (std::is_same<Form, FloatForm>::value) {
      if (k >= kSteps) {
        Steps<kRows, kCols> steps;
        steps.Load(a, a_stride, b);
        for (;;) {
          if (kFetch) {
            // a line per step
#pragma GCC unroll 4
            for (int i = 0; i < kSteps; ++i) __builtin_prefetch(b + ahead + i * KWS_PANEL, 0, 2);
          }
          steps.template Add<0>(b, acc);
          k -= kSteps;
          a += kSteps;
          b += kSteps * KWS_PANEL;
          if (k < kSteps) break;
          steps.Load(a, a_stride, b);
        }
      }
    }
#endif
    for (; k > 0; --k) {
      // The same place of the next columns, which may be the next step's weights: into the second
      // cache, a whole block's time ahead.
      if constexpr (kFetch) FetchLines<PanelsOf(kCols)>(b + ahead, panel);
      AddStep<Form, kRows, kCols>(a, a_stride, b, panel, acc);
      ++a;
      b += KWS_PANEL;
    }
    if (HWY_LIKELY(--run == 0)) break;
    a += t.run_skip;
  }
  if constexpr (Form::kScaled) {
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) ScaleRow<kCols>(t, acc[r]);
  }
  const V low = hn::Set(d, t.low), high = hn::Set(d, t.high);
  if (HWY_LIKELY(t.residual == nullptr && t.columns >= kCols * kLanes)) {
    float* out = t.out;
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r, out += t.out_stride) {
#pragma GCC unroll 4
      for (int v = 0; v < kCols; ++v)
        hn::StoreU(ClampTo(acc[r][v], low, high), d, out + v * kLanes);
    }
    return;
  }
  if constexpr (std::is_same<Form, FloatForm>::value) {
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) StoreRow<kRows, kCols>(t, r, acc[r], low, high);
  } else {
    HWY_ALIGN float sums[kRows * kCols * kLanes];
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
      for (int v = 0; v < kCols; ++v) hn::Store(acc[r][v], d, sums + (r * kCols + v) * kLanes);
    }
    StoreRows<kCols>(t, sums, kRows, low, high);
  }
}

// One row: the weights are read once and there is nothing to reuse, so four sums a column hide the
// latency of an addition. Element k goes to sum k % 4 whatever the block, which keeps the result
// independent of how panels were shared out.
template <class Form, int kCols>
void RunVector(const Block& t) {
  constexpr int kSums = 4;
  V acc[kSums][kCols];
#pragma GCC unroll 4
  for (int v = 0; v < kCols; ++v) {
#pragma GCC unroll 4
    for (int u = 0; u < kSums; ++u) acc[u][v] = hn::Zero(d);
    if (!Form::kScaled && t.bias != nullptr) acc[0][v] = hn::LoadU(d, t.bias + v * kLanes);
  }
  const float* HWY_RESTRICT a = t.a;
  const auto* HWY_RESTRICT b = static_cast<const typename Form::Element*>(t.b);
  const int64_t panel = t.panel;
  int64_t k = t.k;
  for (; k >= kSums; k -= kSums, a += kSums, b += kSums * KWS_PANEL) {
#pragma GCC unroll 4
    for (int u = 0; u < kSums; ++u) {
      const V x = hn::Set(d, a[u]);
#pragma GCC unroll 4
      for (int v = 0; v < kCols; ++v)
        acc[u][v] = hn::MulAdd(x, Form::Load(ColumnAt(b + u * KWS_PANEL, panel, v)), acc[u][v]);
    }
  }
#pragma GCC unroll 4
  for (int u = 0; u < kSums - 1; ++u) {
    if (u >= k) break;
    const V x = hn::Set(d, a[u]);
#pragma GCC unroll 4
    for (int v = 0; v < kCols; ++v)
      acc[u][v] = hn::MulAdd(x, Form::Load(ColumnAt(b + u * KWS_PANEL, panel, v)), acc[u][v]);
  }
  V sum[kCols];
#pragma GCC unroll 4
  for (int v = 0; v < kCols; ++v)
    sum[v] = hn::Add(hn::Add(acc[0][v], acc[1][v]), hn::Add(acc[2][v], acc[3][v]));
  if constexpr (Form::kScaled) ScaleRow<kCols>(t, sum);
  StoreRow<1, kCols>(t, 0, sum, hn::Set(d, t.low), hn::Set(d, t.high));
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
