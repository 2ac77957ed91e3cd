// The packed product: which register blocks compute it, rows split evenly over them so that none is
// a small remainder.
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
#include "core/isa.h"
#include "gemm/bf16_blocks-inl.h"
#include "gemm/gemm-inl.h"
#include "gemm/register_blocks-inl.h"
#include "gemm/tile_a53.h"
#include "kernels/unary-inl.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

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
#ifdef KWS_BF16_BLOCKS
    if constexpr (std::is_same<Form, Bf16Form>::value) {
      MultiplyBf16(w, rows, row, count, panel_begin, panel_end, t.low, t.high);
    } else
#endif
        if (!tiles || !MultiplyTiles(w, rows, row, count, panel_begin, panel_end, t.low, t.high)) {
      BlockColumns<Form>(w, rows, row, count, panel_begin, panel_end, t);
    }
    if (fused) continue;
    const int64_t begin = panel_begin * KWS_PANEL;
    const int64_t columns = std::min(panel_end * KWS_PANEL, w.n) - begin;
    // Whole rows lie side by side.
    const bool dense = columns == rows.out_stride;
    for (int64_t r = row; r < row + count; r += dense ? count : 1) {
      float* out = rows.out + r * rows.out_stride + begin;
      ApplyUnary(w.epilogue.activation, w.epilogue.alpha, w.epilogue.beta, out, out,
                 dense ? count * columns : columns);
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
    case KWS_BF16:
#ifdef KWS_BF16_BLOCKS
      if (HasBf16()) return MultiplyForm<Bf16Form>(blocking, w, rows, panel_begin, panel_end);
#endif
      return ReferenceProduct(blocking, w, rows, panel_begin, panel_end);
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
