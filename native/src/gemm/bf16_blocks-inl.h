// The packed product of bfloat16 by AVX-512 BF16: rows are rounded while they are packed, and a
// block's sums stay in registers. ReferenceProduct (gemm.h) gives the same bits. Included once a
// target; defines KWS_BF16_BLOCKS where there are such instructions.
#if defined(KWS_GEMM_BF16_BLOCKS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_GEMM_BF16_BLOCKS_INL_H_
#undef KWS_GEMM_BF16_BLOCKS_INL_H_
#else
#define KWS_GEMM_BF16_BLOCKS_INL_H_
#endif

#include <algorithm>
#include <limits>
#include <utility>

#include "core/isa.h"
#include "gemm/gemm.h"
#include "gemm/register_blocks-inl.h"
#include "hwy/highway.h"
#include "kernels/vector_ops-inl.h"

#undef KWS_BF16_BLOCKS
#if HWY_TARGET == HWY_AVX3 && defined(KWS_COMPILES_BF16)
// Clang takes these for all that a function may use, GCC adds them to the rest.
#define KWS_BF16_BLOCKS [[gnu::target(HWY_TARGET_STR ",avx512bf16")]]

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

// Pairs of k that are packed at once, for each row of a block: 28 KB of the first cache in all. The
// rows' distance is no power of two, so that they do not fall into the same few sets of it.
constexpr int64_t kPackedPairs = 512;
constexpr int64_t kPackedStride = kPackedPairs + 16;
// Columns of a block: those whose sums fill the registers, and enough of them to hide the latency
// of an addition.
constexpr int kFewPairRows = 6;
constexpr int kWidePairVecs = 4;
constexpr int kOneRowVecs = 8;
// As of floats: a block of fewer has no time in which to fetch the columns after it.
constexpr int kLeastFetchingPairRows = 5;

// In the place of a form of weights (weight_forms-inl.h), where rows have another form, too.
struct Bf16Form {};

// A block of packed rows and its columns, over some pairs of k.
struct PairBlock : Block {
  const uint32_t* packed;  // [rows][kPackedStride]
  int64_t pairs;
  bool resumes;   // the sums go on with those in `out`
  int64_t ahead;  // from a column's pairs to those to bring into the second cache, or 0
};

// count floats as bfloat16.
KWS_BF16_BLOCKS void PackRun(const float* HWY_RESTRICT from, int64_t count,
                             uint16_t* HWY_RESTRICT to) {
  for (; count >= 32; count -= 32, from += 32, to += 32) {
    const __m512bh both = _mm512_cvtne2ps_pbh(_mm512_loadu_ps(from + 16), _mm512_loadu_ps(from));
    _mm512_storeu_si512(to, (__m512i)both);
  }
  for (; count > 0; count -= 16, from += 16, to += 16) {
    const auto lanes = static_cast<__mmask16>((1u << std::min<int64_t>(count, 16)) - 1);
    const __m256bh some = _mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(lanes, from));
    _mm256_mask_storeu_epi16(to, lanes, (__m256i)some);
  }
}

// Elements begin .. end-1 of a row of A, and a zero where their number is odd.
void PackRow(const Rows& rows, const float* row, int64_t run, int64_t begin, int64_t end,
             uint32_t* packed) {
  auto* to = reinterpret_cast<uint16_t*>(packed);
  for (int64_t i = begin; i < end;) {
    const int64_t whole = run >= end ? 0 : i / run;
    const int64_t count = std::min(end - i, (whole + 1) * run - i);
    PackRun(row + whole * (rows.run_step - run) + i, count, to + i - begin);
    i += count;
  }
  if ((end - begin) % 2 != 0) to[end - begin] = 0;
}

template <int kRows, int kCols>
KWS_BF16_BLOCKS void RunPairs(const PairBlock& t) {
  V acc[kRows][kCols];
  for (int r = 0; r < kRows; ++r) {
    for (int c = 0; c < kCols; ++c)
      __builtin_prefetch(t.out + r * t.out_stride + c * KWS_PANEL, 1, 3);
  }
#pragma GCC unroll 8
  for (int v = 0; v < kCols; ++v) {
    const V start = t.bias != nullptr ? hn::LoadU(d, t.bias + v * kLanes) : hn::Zero(d);
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) acc[r][v] = start;
  }
  if (HWY_UNLIKELY(t.resumes)) {
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 8
      for (int v = 0; v < kCols; ++v) {
        const int64_t left = std::clamp<int64_t>(t.columns - v * kLanes, 0, kLanes);
        acc[r][v] = hn::MaskedLoad(hn::FirstN(d, static_cast<size_t>(left)), d,
                                   t.out + r * t.out_stride + v * kLanes);
      }
    }
  }
  const uint32_t* HWY_RESTRICT a = t.packed;
  const auto* HWY_RESTRICT b = static_cast<const uint32_t*>(t.b);
  const int64_t panel = t.panel, ahead = t.ahead;
  for (int64_t pairs = t.pairs; pairs > 0; --pairs, ++a, b += KWS_PANEL) {
    __m512bh column[kCols];
#pragma GCC unroll 8
    for (int v = 0; v < kCols; ++v) {
      column[v] = (__m512bh)_mm512_loadu_si512(b + v * panel);
      if constexpr (kRows >= kLeastFetchingPairRows)
        __builtin_prefetch(b + v * panel + ahead, 0, 2);
    }
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
      const auto x = (__m512bh)_mm512_set1_epi32(static_cast<int32_t>(a[r * kPackedStride]));
#pragma GCC unroll 8
      for (int v = 0; v < kCols; ++v) acc[r][v].raw = _mm512_dpbf16_ps(acc[r][v].raw, x, column[v]);
    }
  }
  const V low = hn::Set(d, t.low), high = hn::Set(d, t.high);
  HWY_ALIGN float sums[kRows * kCols * kLanes];
  if (HWY_LIKELY(t.residual == nullptr && t.columns >= kCols * kLanes)) {
#pragma GCC unroll 16
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 8
      for (int v = 0; v < kCols; ++v)
        hn::StoreU(ClampTo(acc[r][v], low, high), d, t.out + r * t.out_stride + v * kLanes);
    }
    return;
  }
#pragma GCC unroll 16
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 8
    for (int v = 0; v < kCols; ++v) hn::Store(acc[r][v], d, sums + (r * kCols + v) * kLanes);
  }
  StoreRows<kCols>(t, sums, kRows, low, high);
}

using PairsFn = void (*)(const PairBlock&);

template <int kCols, int... kRows>
PairsFn PickPairs(int64_t rows, std::integer_sequence<int, kRows...>) {
  static constexpr PairsFn fns[] = {RunPairs<kRows + 1, kCols>...};
  return fns[rows - 1];
}

// The block for some rows and at most so many columns; tells its vectors.
PairsFn PairsFor(int64_t rows, int64_t columns, int* vecs) {
  const auto fits = [&](int v) { return columns > (v - 1) * kLanes; };
  *vecs = kOneRowVecs;
  if (rows == 1 && fits(*vecs)) return RunPairs<1, kOneRowVecs>;
  *vecs = kWidePairVecs;
  if (rows <= kFewPairRows && fits(*vecs))
    return PickPairs<kWidePairVecs>(rows, std::make_integer_sequence<int, kFewPairRows>());
  const auto all = std::make_integer_sequence<int, kBlockRows>();
  *vecs = 2;
  if (fits(*vecs)) return PickPairs<2>(rows, all);
  *vecs = 1;
  return PickPairs<1>(rows, all);
}

// Rows row .. row+count-1, at most kBlockRows, of a product of bfloat16; low, high: the clamp.
void MultiplyBf16(const Weights& w, const Rows& rows, int64_t row, int64_t count,
                  int64_t panel_begin, int64_t panel_end, float low, float high) {
  alignas(64) uint32_t packed[kBlockRows * kPackedStride];
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const int64_t run = rows.run == 0 ? w.k : rows.run, all = Bf16Pairs(w.k);
  const int64_t first = row * rows.out_stride;
  const int64_t end = std::min(panel_end * KWS_PANEL, w.n);
  PairBlock t;
  t.packed = packed;
  t.out_stride = rows.out_stride;
  t.panel = all * KWS_PANEL;
  for (int64_t pair = 0; pair < all; pair += t.pairs) {
    t.pairs = std::min(kPackedPairs, all - pair);
    for (int64_t r = 0; r < count; ++r) {
      PackRow(rows, rows.a + (row + r) * rows.a_stride, run, 2 * pair,
              std::min(2 * (pair + t.pairs), w.k), packed + r * kPackedStride);
    }
    t.resumes = pair > 0;
    const bool last = pair + t.pairs == all;
    t.low = last ? low : -kInfinity;
    t.high = last ? high : kInfinity;
    const bool fetch = row == 0 && !rows.again;
    for (int64_t c = panel_begin * KWS_PANEL; c < end;) {
      t.columns = end - c;
      int vecs;
      const PairsFn run_pairs = PairsFor(count, t.columns, &vecs);
      t.b = static_cast<const uint32_t*>(w.panels) + c / KWS_PANEL * t.panel + pair * KWS_PANEL;
      t.ahead = fetch ? vecs * t.panel : 0;
      t.bias = w.bias != nullptr ? w.bias + c : nullptr;
      t.residual = last && rows.residual != nullptr ? rows.residual + first + c : nullptr;
      t.out = rows.out + first + c;
      run_pairs(t);
      c += vecs * kLanes;
    }
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif  // HWY_TARGET == HWY_AVX3
#endif
