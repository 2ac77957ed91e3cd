// INTEGER_CONV_2D: a convolution of levels of 8 bits, whose sums of 32 bits are put on the scale of
// the result while they are in the first cache. A matrix product is one of windows of one pixel.
#include <algorithm>
#include <utility>

#include "core/kernel.h"
#include "gemm/gemm.h"
#include "kernels/levels.h"
#include "kernels/window.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/integer_conv_2d.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/dot_tiles-inl.h"
#include "kernels/levels-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

// Bytes of a panel's weights for four steps of k.
constexpr int64_t kQuadBytes = kQuad * KWS_PANEL;
// A vector of pairs has the weights of half as many columns as it has sums.
constexpr int kPairBytes = kSumLanes * 2;
constexpr int kPanelVecs = KWS_PANEL * 2 / kSumLanes;
// Rows and vectors of a block: their sums and a step's weights fill 16 registers.
constexpr int kTileRows = 6;
constexpr int kTileVecs = 2;
// Fewer rows leave registers for more columns.
constexpr int kFewTileRows = 2;
constexpr int kWideTileVecs = HWY_MIN(4, kPanelVecs);

// The sums of some rows and a vector's columns, [row][KWS_PANEL].
template <int kRows, int kVecs>
HWY_INLINE void SumTile(const PairElement* HWY_RESTRICT a, int64_t a_stride,
                        const int8_t* HWY_RESTRICT b, int64_t quads, int32_t* HWY_RESTRICT sums) {
  const SumTag d;
  SumVec acc[kRows][kVecs];
#pragma GCC unroll 6
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) acc[r][v] = hn::Zero(d);
  }
#if HWY_TARGET == HWY_NEON
  for (; quads >= 2; quads -= 2, a += 2 * kQuad, b += 2 * kQuadBytes) {
    PairVec even[kVecs], odd[kVecs];
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) {
      even[v] = LoadPairs(b + v * kPairBytes);
      odd[v] = LoadPairs(b + kQuadBytes + v * kPairBytes);
    }
#pragma GCC unroll 6
    for (int r = 0; r < kRows; ++r) {
      const PairVec x = RepeatQuad(a + r * a_stride), y = RepeatQuad(a + r * a_stride + kQuad);
#pragma GCC unroll 4
      for (int v = 0; v < kVecs; ++v) {
        acc[r][v] = AddPairs(acc[r][v], even[v], x, odd[v], y);
        Pin(acc[r][v]);
      }
    }
  }
#endif
  for (; quads > 0; --quads, a += kQuad, b += kQuadBytes) {
    PairVec column[kVecs];
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) column[v] = LoadPairs(b + v * kPairBytes);
#pragma GCC unroll 6
    for (int r = 0; r < kRows; ++r) {
      const PairVec x = RepeatQuad(a + r * a_stride);
#pragma GCC unroll 4
      for (int v = 0; v < kVecs; ++v) {
        acc[r][v] = AddPairs(acc[r][v], column[v], x);
        Pin(acc[r][v]);
      }
    }
  }
#pragma GCC unroll 6
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 2
    for (int v = 0; v < kVecs; v += 2) {
      const SumVec even = hn::ConcatEven(d, acc[r][v + 1], acc[r][v]);
      const SumVec odd = hn::ConcatOdd(d, acc[r][v + 1], acc[r][v]);
      hn::StoreU(hn::Add(even, odd), d, sums + r * KWS_PANEL + v * kSumLanes / 2);
    }
  }
}

// The same of a panel's columns.
template <int kRows>
void SumPanel(const PairElement* a, int64_t a_stride, const int8_t* b, int64_t quads,
              int32_t* sums) {
  constexpr int kVecs = kRows <= kFewTileRows ? kWideTileVecs : kTileVecs;
  for (int v = 0; v < kPanelVecs; v += kVecs)
    SumTile<kRows, kVecs>(a, a_stride, b + v * kPairBytes, quads, sums + v * kSumLanes / 2);
}

// How a tile's products are summed: by pairs, which every processor can.
struct PairForm {
  using Element = PairElement;
  static constexpr int kRows = kTileRows;
  static constexpr bool kShifts = false;

  template <int kCount>
  static void Sum(const Element* a, int64_t a_stride, const int8_t* b, int64_t quads,
                  const int32_t*, int32_t* sums) {
    SumPanel<kCount>(a, a_stride, b, quads, sums);
  }
};

#ifdef KWS_DOT
// By fours.
struct DotForm {
  using Element = int8_t;
  static constexpr int kRows = DotOps::kRows;
  static constexpr bool kShifts = DotOps::kShift != 0;

  template <int kCount>
  static void Sum(const Element* a, int64_t a_stride, const int8_t* b, int64_t quads,
                  const int32_t* row_sums, int32_t* sums) {
    DotPanel<DotOps, kCount>(a, a_stride, b, quads, row_sums, sums);
  }
};
#endif

template <class Form>
using SumFn = void (*)(const typename Form::Element*, int64_t, const int8_t*, int64_t,
                       const int32_t*, int32_t*);

template <class Form, int... kLess>
SumFn<Form> PickSum(int64_t rows, std::integer_sequence<int, kLess...>) {
  static constexpr SumFn<Form> kSums[] = {&Form::template Sum<kLess + 1>...};
  return kSums[rows - 1];
}

// Rows of the product that are gathered at once, so that a panel of weights serves all of them.
constexpr int64_t kGatheredRows = 24;

struct Product {
  const kws_levels* levels;
  LevelFactors factors;
  const int8_t* weights;
  int64_t quads;
  int64_t columns;
  void* out;
  int64_t out_stride;
};

// Puts rows of a panel's sums on the result's scale.
template <bool kOnce, class T>
void ScaleRows(const Product& p, const int32_t* sums, int64_t rows, int64_t first_row,
               int64_t column) {
  const LevelBounds bounds(*p.levels);
  for (int64_t c = 0; c < KWS_PANEL; c += kSumLanes) {
    const int64_t count = p.columns - column - c;
    if (count <= 0) break;
    const ColumnFactors<kOnce> factors(p.factors, column + c);
    for (int64_t r = 0; r < rows; ++r) {
      const SumVec y = factors.Scaled(hn::LoadU(SumTag(), sums + r * KWS_PANEL + c));
      StoreLevels<T>(y, bounds, p.out, (first_row + r) * p.out_stride + column + c, count);
    }
  }
}

using ScaleRowsFn = void (*)(const Product&, const int32_t*, int64_t, int64_t, int64_t);

ScaleRowsFn ScaleRowsFor(const kws_levels& p) {
  if (p.rounding == KWS_ROUND_ONCE)
    return p.to == KWS_INT8 ? ScaleRows<true, int8_t> : ScaleRows<true, float>;
  return p.to == KWS_INT8 ? ScaleRows<false, int8_t> : ScaleRows<false, float>;
}

// A row's bytes alone are added by vectors: GCC leaves a loop of unknown length as it is.
template <class Element>
int32_t SumOfLevels(const Element* row, int64_t count) {
  const SumTag d;
  int32_t sum = 0;
  int64_t k = 0;
  if constexpr (sizeof(Element) == 1) {
    SumVec vector = hn::Zero(d);
    for (; k + kSumLanes <= count; k += kSumLanes)
      vector = hn::Add(vector, hn::PromoteTo(d, hn::LoadU(LevelTag(), row + k)));
    sum = hn::GetLane(hn::SumOfLanes(d, vector));
  }
  for (; k < count; ++k) sum += row[k];
  return sum;
}

// Rows that were gathered, and the sums of their levels where a form shifts weights.
template <class Form>
struct GatheredRows {
  const typename Form::Element* a;
  int64_t stride;
  int64_t count;
  int64_t first;  // of the output's rows
  int32_t sums[Form::kShifts ? kGatheredRows : 1];

  void Sum() {
    if (!Form::kShifts) return;
    for (int64_t r = 0; r < count; ++r) sums[r] = SumOfLevels(a + r * stride, stride);
  }
  const int32_t* SumsAt(int64_t row) const { return Form::kShifts ? sums + row : sums; }
};

// Gathered rows times all panels. Rows are split evenly over blocks.
template <class Form>
void MultiplyLevels(const Product& p, ScaleRowsFn scale, const GatheredRows<Form>& rows) {
  HWY_ALIGN int32_t sums[kGatheredRows * KWS_PANEL];
  const int64_t blocks = (rows.count + Form::kRows - 1) / Form::kRows;
  const auto all = std::make_integer_sequence<int, Form::kRows>();
  for (int64_t column = 0; column < p.columns; column += KWS_PANEL) {
    const int8_t* b = p.weights + column / KWS_PANEL * p.quads * kQuadBytes;
    for (int64_t i = 0, row = 0, count; i < blocks; ++i, row += count) {
      count = (rows.count - row + blocks - i - 1) / (blocks - i);
      PickSum<Form>(count, all)(rows.a + row * rows.stride, rows.stride, b, p.quads,
                                rows.SumsAt(row), sums + row * KWS_PANEL);
    }
    scale(p, sums, rows.count, rows.first, column);
  }
}

// An output pixel's window as a row of what is multiplied.
template <class T, class Element>
class WindowRow {
 public:
  explicit WindowRow(const KernelArgs& args)
      : p_(args.Params<kws_integer_conv_2d_params>()),
        in_(args.As<T>(IntegerConv2d::kIn)),
        stride_(p_.in_stride == 0 ? p_.in_c : p_.in_stride),
        touching_(p_.window.kernel_w == 1 || (p_.window.dilation_w == 1 && stride_ == p_.in_c)) {
    const kws_window& w = p_.window;
    dense_ = Taps(w) == 1 && w.stride_h == 1 && w.stride_w == 1 && w.pad_top == 0 &&
             w.pad_left == 0 && w.out_h == w.in_h && w.out_w == w.in_w;
  }

  // Writes up to a vector past the row.
  void Take(int64_t pixel, Element* to) const {
    const kws_window& w = p_.window;
    if (dense_) return TakeLevels(in_ + pixel * stride_, p_.in_c, p_.levels.in_zero, to);
    const Pixel px(w, pixel);
    const int64_t channels = p_.in_c, line = w.kernel_w * channels;
    const auto zero = static_cast<Element>(p_.levels.in_zero);
    // One piece after the other: what is written past one is overwritten by the next.
    for (int64_t kh = 0; kh < w.kernel_h; ++kh, to += line) {
      const bool inside = kh >= px.h.first && kh < px.h.last;
      const int64_t first = inside ? px.w.first * channels : line;
      std::fill_n(to, first, zero);
      if (!inside) continue;
      const int64_t taps = px.w.last - px.w.first;
      TakeTaps(in_ + px.Input(w, kh, px.w.first) * stride_, taps, to + first);
      std::fill_n(to + first + taps * channels, line - first - taps * channels, zero);
    }
  }

 private:
  void TakeTaps(const T* from, int64_t taps, Element* to) const {
    const int64_t channels = p_.in_c;
    if (touching_) return TakeLevels(from, taps * channels, p_.levels.in_zero, to);
    for (int64_t i = 0; i < taps; ++i, from += p_.window.dilation_w * stride_, to += channels)
      TakeLevels(from, channels, p_.levels.in_zero, to);
  }

  const kws_integer_conv_2d_params& p_;
  const T* in_;
  int64_t stride_;
  bool touching_;  // taps of a line lie beside each other
  bool dense_;     // pixels are rows of the input
};

template <class Form, class T>
void IntegerPixels(const KernelArgs& args, int64_t begin, int64_t end) {
  using K = IntegerConv2d;
  using Element = typename Form::Element;
  const auto& p = args.Params<kws_integer_conv_2d_params>();
  const WindowRow<T, Element> window(args);
  const int64_t k = Taps(p.window) * p.in_c;
  const Product product = {&p.levels,
                           {args[K::kBias], args[K::kMultipliers], args[K::kRight], args[K::kLeft]},
                           args[K::kWeights],
                           Quads(k),
                           p.out_c,
                           args.As<void>(K::kOut),
                           p.out_stride == 0 ? p.out_c : p.out_stride};
  const ScaleRowsFn scale = ScaleRowsFor(p.levels);
  auto* to = static_cast<Element*>(args.scratch);
  GatheredRows<Form> rows;
  rows.a = to;
  rows.stride = product.quads * kQuad;
  for (rows.first = begin; rows.first < end; rows.first += rows.count) {
    rows.count = std::min(end - rows.first, kGatheredRows);
    for (int64_t i = 0; i < rows.count; ++i) {
      window.Take(rows.first + i, to + i * rows.stride);
      // what is multiplied by zeros has to be there
      std::fill(to + i * rows.stride + k, to + (i + 1) * rows.stride, Element{0});
    }
    rows.Sum();
    MultiplyLevels<Form>(product, scale, rows);
  }
}

template <class Form>
void IntegerConv2dRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_integer_conv_2d_params>();
  if (p.levels.from == KWS_INT8) return IntegerPixels<Form, int8_t>(args, begin, end);
  IntegerPixels<Form, float>(args, begin, end);
}

}  // namespace

KernelEntry IntegerConv2dEntry() {
#ifdef KWS_DOT
  if (DotOps::Available()) return {IntegerConv2dRun<DotForm>, {}, kGatheredRows};
#endif
  return {IntegerConv2dRun<PairForm>, {}, kGatheredRows};
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KernelEntry IntegerConv2d::Resolve(int64_t target) {
  return KWS_FOR_TARGET(IntegerConv2dEntry, target)();
}

namespace {

int64_t IntegerDepth(const kws_integer_conv_2d_params& p) {
  return SatProduct({p.window.kernel_h, p.window.kernel_w, p.in_c});
}

}  // namespace

bool IntegerConv2d::Validate(const Params& p, StepCheck& check) {
  const kws_window& w = p.window;
  if (!check.Window(w) || !check.Positive("in_c", p.in_c) || !check.Positive("out_c", p.out_c))
    return false;
  // so that no sum of products leaves 32 bits
  if (!check.Range("K", IntegerDepth(p), 1, 1 << 16) ||
      !CheckLevels(check, p.levels, {kIn, kBias, kMultipliers, kRight, kLeft}, p.out_c))
    return false;
  return check.WindowOutput(kOut, w, p.out_c, p.out_stride, LevelBytes(p.levels.to)) &&
         check.WindowInput(kIn, w, p.in_c, p.in_stride, LevelBytes(p.levels.from)) &&
         check.Needs(kWeights, Quads(IntegerDepth(p)) * kQuad * Panels(p.out_c) * KWS_PANEL, 1);
}

double IntegerConv2d::ExecutedFlops(const Params& p) {
  return 2.0 * static_cast<double>(OutputPixels(p.window)) * static_cast<double>(Taps(p.window)) *
         p.in_c * p.out_c;
}
int64_t IntegerConv2d::Items(const Params& p) { return OutputPixels(p.window); }
// Two bytes each, and what is written past the last row's end.
uint64_t IntegerConv2d::ScratchBytes(const Params& p) {
  return static_cast<uint64_t>(SatAdd(RoundUp(IntegerDepth(p), kQuad), 64)) * 2;
}

void IntegerConv2d::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const kws_window& w = p.window;
  const LevelFactors factors = {args[kBias], args[kMultipliers], args[kRight], args[kLeft]};
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? p.out_c : p.out_stride;
  const int64_t panel = Quads(IntegerDepth(p)) * kQuad * KWS_PANEL;
  for (int64_t pixel = begin; pixel < end; ++pixel) {
    const Pixel px(w, pixel);
    for (int64_t n = 0; n < p.out_c; ++n) {
      int64_t sum = 0;
      int64_t k = 0;
      for (int64_t kh = 0; kh < w.kernel_h; ++kh) {
        for (int64_t kw = 0; kw < w.kernel_w; ++kw) {
          const bool inside =
              kh >= px.h.first && kh < px.h.last && kw >= px.w.first && kw < px.w.last;
          const int64_t at = inside ? px.Input(w, kh, kw) * in_stride : 0;
          for (int64_t c = 0; c < p.in_c; ++c, ++k) {
            const int32_t level = ReadLevel(p.levels, args.As<void>(kIn), inside ? at + c : -1);
            sum += level * args[kWeights][n / KWS_PANEL * panel + k / kQuad * kQuad * KWS_PANEL +
                                          n % KWS_PANEL * kQuad + k % kQuad];
          }
        }
      }
      StoreLevel(p.levels, ScaledSum(p.levels, factors, n, sum), args.As<void>(kOut),
                 pixel * out_stride + n);
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
