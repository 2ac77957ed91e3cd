// The packed product: a register block of rows x columns, rows split evenly over blocks so that no
// block is a small remainder.
#include "gemm/gemm.h"

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "gemm/gemm.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"
#include "gemm/lane_steps-inl.h"
#include "gemm/tile_a53.h"
#include "gemm/weight_forms-inl.h"
#include "kernels/unary-inl.h"
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

// Up to so many rows are fewer sums in a block than two multiply-adds a cycle need to hide their
// latency: such blocks are twice as wide. Four vectors and three rows fill 16 registers.
// A block of few rows has no time in which to fetch the columns after it, either: the prefetchers
// of such a core stream the weights as fast, and prefetches are in their way.
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX2
constexpr int kFewRows = 3;
constexpr int kLeastFetchingRows = 5;
#else
constexpr int kFewRows = 0;
constexpr int kLeastFetchingRows = 1;
#endif
constexpr int kWideVecs = 2 * kVecs;

// Whether a prefetch takes a slot that a multiply-add could have had.
constexpr bool kFetchOnce = !HWY_ARCH_X86;

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

using BlockFn = void (*)(const Block&);

template <class Form, int kCols, bool kFetch, int... kRows>
BlockFn PickBlock(int64_t rows, std::integer_sequence<int, kRows...>) {
  static constexpr BlockFn blocks[] = {RunBlock<Form, kRows + 1, kCols, kFetch>...};
  return blocks[rows - 1];
}

template <class Form>
BlockFn VectorFor(bool full) {
#if HWY_TARGET == HWY_AVX3
  if (!full) return RunVector<Form, 1>;
#endif
  (void)full;
  return RunVector<Form, kVecs>;
}

template <class Form>
BlockFn BlockFor(int64_t rows, bool full, bool fetch) {
  const auto all = std::make_integer_sequence<int, kBlockRows>();
#if HWY_TARGET == HWY_AVX3
  if (!full) return PickBlock<Form, 1, false>(rows, all);
#endif
  (void)full;
  if constexpr (std::is_same<Form, FloatForm>::value) {
    if (fetch) return PickBlock<Form, kVecs, true>(rows, all);
  }
  (void)fetch;
  return PickBlock<Form, kVecs, false>(rows, all);
}

template <class Form>
BlockFn WideBlockFor(int64_t rows) {
  return PickBlock<Form, kWideVecs, false>(rows, std::make_integer_sequence<int, kFewRows>());
}

// A wide block's panels have to be there.
bool IsWide(const Rows& rows, int64_t count, int64_t columns) {
  return kFewRows > 0 && !rows.vector && count <= kFewRows &&
         columns > (PanelsOf(kWideVecs) - 1) * KWS_PANEL;
}

// All the panels' columns of one block of rows; t: what all blocks share, and place for the rest.
template <class Form>
void BlockColumns(const Weights& w, const Rows& rows, int64_t row, int64_t count,
                  int64_t panel_begin, int64_t panel_end, Block& t) {
  const int64_t panel_size = w.k * KWS_PANEL;
  const int64_t first = row * rows.out_stride;
  t.a = rows.a + row * rows.a_stride;
  const int64_t end = std::min(panel_end * KWS_PANEL, w.n);
  t.panel = panel_size;
  const bool fetch = count >= kLeastFetchingRows && row == 0 && !(kFetchOnce && rows.again);
  for (int64_t c = panel_begin * KWS_PANEL; c < end;) {
    t.b = static_cast<const typename Form::Element*>(w.panels) + c / KWS_PANEL * panel_size +
          c % KWS_PANEL;
    t.bias = w.bias != nullptr ? w.bias + c : nullptr;
    if constexpr (Form::kScaled) t.scales = ColumnScales(w) + c;
    t.residual = rows.residual != nullptr ? rows.residual + first + c : nullptr;
    t.out = rows.out + first + c;
    t.columns = end - c;
    if (IsWide(rows, count, t.columns)) {
      WideBlockFor<Form>(count)(t);
      c += kWideVecs * kLanes;
      continue;
    }
    const bool full = t.columns > KWS_PANEL;
    (rows.vector ? VectorFor<Form>(full) : BlockFor<Form>(count, full, fetch))(t);
    c += kVecs * kLanes;
  }
}

// All rows, by weights of a form.
template <class Form>
void MultiplyForm(const Blocking& blocking, const Weights& w, const Rows& rows, int64_t panel_begin,
                  int64_t panel_end) {
  const bool fused = w.epilogue.activation == KWS_IDENTITY || w.epilogue.activation == KWS_CLAMP;
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  Block t;  // zeros would take as long as a small block
  t.a_stride = rows.a_stride;
  t.out_stride = rows.out_stride;
  t.k = rows.run == 0 ? w.k : rows.run;
  t.runs = t.k == w.k ? 1 : w.k / t.k;
  t.run_skip = rows.run_step - t.k;
  t.low = w.epilogue.activation == KWS_CLAMP ? w.epilogue.alpha : -kInfinity;
  t.high = w.epilogue.activation == KWS_CLAMP ? w.epilogue.beta : kInfinity;
  const bool tiles = std::is_same<Form, FloatForm>::value && blocking.tiles &&
                     TilesSuit(w, rows, panel_end - panel_begin);
  const int64_t most = tiles ? kTiledRows : std::min<int64_t>(blocking.rows, kBlockRows);
  // A division takes as long as a small block's step of k.
  const int64_t blocks =
      rows.count <= most ? std::min<int64_t>(rows.count, 1) : (rows.count + most - 1) / most;
  for (int64_t i = 0, row = 0, count; i < blocks; ++i, row += count) {
    count = i + 1 == blocks ? rows.count - row : rows.count * (i + 1) / blocks - row;
    if (!tiles || !MultiplyTiles(w, rows, row, count, panel_begin, panel_end, t.low, t.high))
      BlockColumns<Form>(w, rows, row, count, panel_begin, panel_end, t);
    if (fused) continue;
    const int64_t begin = panel_begin * KWS_PANEL;
    const int64_t columns = std::min(panel_end * KWS_PANEL, w.n) - begin;
    for (int64_t r = row; r < row + count; ++r) {
      float* out = rows.out + r * rows.out_stride + begin;
      ApplyUnary(w.epilogue.activation, w.epilogue.alpha, w.epilogue.beta, out, out, columns);
    }
  }
}

}  // namespace

int64_t BlockRows() { return kBlockRows; }

void MultiplyPanels(const Blocking& blocking, const Weights& w, const Rows& rows,
                    int64_t panel_begin, int64_t panel_end) {
  switch (blocking.encoding) {
    case KWS_WEIGHTS_8:
      return MultiplyForm<ByteForm>(blocking, w, rows, panel_begin, panel_end);
    case KWS_WEIGHTS_16:
      return MultiplyForm<HalfForm>(blocking, w, rows, panel_begin, panel_end);
    default:
      return MultiplyForm<FloatForm>(blocking, w, rows, panel_begin, panel_end);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

int64_t LoopRows(int64_t target) { return KWS_FOR_TARGET(BlockRows, target)(); }

}  // namespace kws
#endif  // HWY_ONCE
