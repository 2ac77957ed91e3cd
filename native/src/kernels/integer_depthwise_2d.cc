// INTEGER_DEPTHWISE_2D: every channel of levels convolved with a filter of its own, two taps at a
// time.
#include <algorithm>

#include "core/kernel.h"
#include "gemm/gemm.h"
#include "kernels/levels.h"
#include "kernels/window.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/integer_depthwise_2d.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/levels-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

// Output pixels that share a load of weights, and those that share one of factors.
constexpr int kTapPixels = 4;
constexpr int64_t kPixelBlock = 32;

// Levels around which lie as many zeros as windows reach: [line][column][channel].
struct PaddedLevels {
  const int8_t* at;
  int64_t line;    // from one to the next
  int64_t column;  // from one to the next
};

struct DepthwiseLevels {
  const kws_levels* levels;
  LevelFactors factors;
  const int8_t* weights;  // [pair of taps][padded][2]
  const int32_t* taps;    // where they lie from a window's first on: an even number
  int64_t count;          // of taps
  int64_t channels;
  int64_t padded;
  void* out;
  int64_t out_stride;
};

// The sums of a vector of channels of some pixels.
template <int kPixels>
HWY_INLINE void SumTaps(const DepthwiseLevels& p, const int8_t* const* pixels, int64_t c,
                        SumVec (&acc)[kPixels]) {
  const int8_t* from[kPixels];
#pragma GCC unroll 4
  for (int i = 0; i < kPixels; ++i) {
    acc[i] = hn::Zero(SumTag());
    from[i] = pixels[i] + c;
  }
  const int8_t* weights = p.weights + 2 * c;
  for (int64_t tap = 0; tap < p.count; tap += 2, weights += 2 * p.padded) {
    const PairVec w = LoadPairs(weights);
    const int64_t first = p.taps[tap], second = p.taps[tap + 1];
#pragma GCC unroll 4
    for (int i = 0; i < kPixels; ++i) {
      acc[i] = AddPairs(acc[i], w, LoadPairsOf(from[i] + first, from[i] + second));
      Pin(acc[i]);
    }
  }
}

// Output pixels first .. first + count - 1, whose windows begin at `pixels`.
template <bool kOnce, class T>
void DepthwiseBlock(const DepthwiseLevels& p, const int8_t* const* pixels, int64_t first,
                    int64_t count) {
  const LevelBounds bounds(*p.levels);
  for (int64_t c = 0; c < p.channels; c += kSumLanes) {
    const ColumnFactors<kOnce> factors(p.factors, c);
    const int64_t left = p.channels - c;
    int64_t i = 0;
    for (; i + kTapPixels <= count; i += kTapPixels) {
      SumVec acc[kTapPixels];
      SumTaps(p, pixels + i, c, acc);
      for (int j = 0; j < kTapPixels; ++j)
        StoreLevels<T>(factors.Scaled(acc[j]), bounds, p.out, (first + i + j) * p.out_stride + c,
                       left);
    }
    for (; i < count; ++i) {
      SumVec acc[1];
      SumTaps(p, pixels + i, c, acc);
      StoreLevels<T>(factors.Scaled(acc[0]), bounds, p.out, (first + i) * p.out_stride + c, left);
    }
  }
}

using DepthwiseBlockFn = void (*)(const DepthwiseLevels&, const int8_t* const*, int64_t, int64_t);

DepthwiseBlockFn DepthwiseBlockFor(const kws_levels& p) {
  if (p.rounding == KWS_ROUND_ONCE)
    return p.to == KWS_INT8 ? DepthwiseBlock<true, int8_t> : DepthwiseBlock<true, float>;
  return p.to == KWS_INT8 ? DepthwiseBlock<false, int8_t> : DepthwiseBlock<false, float>;
}

// Copies the lines of an image that windows of some output rows reach, zeros around them.
template <class T>
void PadLines(const kws_integer_depthwise_2d_params& p, const T* image, int64_t first_row,
              int64_t lines, int64_t columns, int8_t* to) {
  const kws_window& w = p.window;
  const int64_t stride = p.in_stride == 0 ? p.in_c : p.in_stride, channels = p.in_c;
  const int64_t width = columns * channels;
  const auto zero = static_cast<int8_t>(p.levels.in_zero);
  const int64_t before = std::min<int64_t>(w.pad_left, columns);
  const int64_t inside = std::max<int64_t>(std::min<int64_t>(w.in_w, columns - before), 0);
  int64_t line = first_row * w.stride_h - w.pad_top;
  for (int64_t i = 0; i < lines; ++i, ++line, to += width) {
    if (line < 0 || line >= w.in_h) {
      std::fill_n(to, width, zero);
      continue;
    }
    std::fill_n(to, before * channels, zero);
    const T* from = image + line * w.in_w * stride;
    if (stride == channels) {
      TakeLevels(from, inside * channels, p.levels.in_zero, to + before * channels);
    } else {
      for (int64_t x = 0; x < inside; ++x)
        TakeLevels(from + x * stride, channels, p.levels.in_zero, to + (before + x) * channels);
    }
    std::fill_n(to + (before + inside) * channels, width - (before + inside) * channels, zero);
  }
}

// Lines or columns that some windows reach.
int64_t Reach(int64_t windows, int64_t stride, int64_t taps, int64_t dilation) {
  return (windows - 1) * stride + (taps - 1) * dilation + 1;
}

// Windows of some output rows of one image.
template <class T>
PaddedLevels Padded(const kws_integer_depthwise_2d_params& p, const T* image, int64_t first_row,
                    int64_t rows, int8_t* scratch) {
  const kws_window& w = p.window;
  const int64_t columns = Reach(w.out_w, w.stride_w, w.kernel_w, w.dilation_w);
  if constexpr (sizeof(T) == 1) {
    const bool whole = w.pad_top == 0 && w.pad_left == 0 && columns <= w.in_w &&
                       Reach(w.out_h, w.stride_h, w.kernel_h, w.dilation_h) <= w.in_h;
    const int64_t stride = p.in_stride == 0 ? p.in_c : p.in_stride;
    if (whole) return {image + first_row * w.stride_h * w.in_w * stride, w.in_w * stride, stride};
  }
  PadLines(p, image, first_row, Reach(rows, w.stride_h, w.kernel_h, w.dilation_h), columns,
           scratch);
  return {scratch, columns * p.in_c, p.in_c};
}

// Output pixels begin .. end-1 of one image.
template <class T>
void DepthwiseImage(const KernelArgs& args, int64_t image, int64_t begin, int64_t end) {
  using K = IntegerDepthwise2d;
  const auto& p = args.Params<kws_integer_depthwise_2d_params>();
  const kws_window& w = p.window;
  const int64_t count = (Taps(w) + 1) / 2 * 2;
  auto* taps = static_cast<int32_t*>(args.scratch);
  auto* scratch = reinterpret_cast<int8_t*>(taps + RoundUp(count, 16));
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t first_row = Divide(begin, w.out_w), last_row = Divide(end - 1, w.out_w);
  const PaddedLevels in = Padded(p, args.As<T>(K::kIn) + image * w.in_h * w.in_w * in_stride,
                                 first_row, last_row - first_row + 1, scratch);
  for (int64_t tap = 0; tap < count; ++tap) {
    const int64_t known = std::min(tap, Taps(w) - 1);
    const int64_t kh = known / w.kernel_w, kw = known - kh * w.kernel_w;
    taps[tap] = static_cast<int32_t>(kh * w.dilation_h * in.line + kw * w.dilation_w * in.column);
  }
  const DepthwiseLevels depthwise = {
      &p.levels,
      {args[K::kBias], args[K::kMultipliers], args[K::kRight], args[K::kLeft]},
      args[K::kWeights],
      taps,
      count,
      p.in_c,
      Panels(p.in_c) * KWS_PANEL,
      args.As<void>(K::kOut),
      p.out_stride == 0 ? p.in_c : p.out_stride};
  const DepthwiseBlockFn block = DepthwiseBlockFor(p.levels);
  const int8_t* pixels[kPixelBlock];
  int64_t row = 0, column = begin - first_row * w.out_w;
  for (int64_t pixel = begin; pixel < end;) {
    int64_t n = 0;
    for (; n < kPixelBlock && pixel + n < end; ++n) {
      pixels[n] = in.at + row * w.stride_h * in.line + column * w.stride_w * in.column;
      if (++column == w.out_w) {
        column = 0;
        ++row;
      }
    }
    block(depthwise, pixels, image * w.out_h * w.out_w + pixel, n);
    pixel += n;
  }
}

template <class T>
void DepthwiseImages(const KernelArgs& args, int64_t begin, int64_t end) {
  const kws_window& w = args.Params<kws_integer_depthwise_2d_params>().window;
  const int64_t pixels = int64_t{w.out_h} * w.out_w;
  for (int64_t at = begin; at < end;) {
    const int64_t image = Divide(at, pixels), first = image * pixels;
    const int64_t last = std::min(end, first + pixels);
    DepthwiseImage<T>(args, image, at - first, last - first);
    at = last;
  }
}

}  // namespace

void IntegerDepthwise2dRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_integer_depthwise_2d_params>().levels;
  if (p.from == KWS_INT8) return DepthwiseImages<int8_t>(args, begin, end);
  DepthwiseImages<float>(args, begin, end);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(IntegerDepthwise2d)

namespace {

// Of an image with as many zeros around it as windows reach.
int64_t PaddedBytes(const kws_integer_depthwise_2d_params& p) {
  const kws_window& w = p.window;
  const int64_t lines = SatAdd(SatMul(w.out_h - int64_t{1}, w.stride_h),
                               SatAdd(SatMul(w.kernel_h - int64_t{1}, w.dilation_h), 1));
  const int64_t columns = SatAdd(SatMul(w.out_w - int64_t{1}, w.stride_w),
                                 SatAdd(SatMul(w.kernel_w - int64_t{1}, w.dilation_w), 1));
  return SatProduct({lines, columns, int64_t{p.in_c}});
}

}  // namespace

bool IntegerDepthwise2d::Validate(const Params& p, StepCheck& check) {
  const kws_window& w = p.window;
  if (!check.Window(w) || !check.Positive("in_c", p.in_c)) return false;
  const int64_t taps = SatProduct({w.kernel_h, w.kernel_w});
  if (!check.Range("taps", taps, 1, 1 << 16) ||
      !check.Range("padded input", PaddedBytes(p), 1, INT32_MAX) ||
      !CheckLevels(check, p.levels, {kIn, kBias, kMultipliers, kRight, kLeft}, p.in_c))
    return false;
  const int64_t pairs = (taps + 1) / 2;
  return check.WindowOutput(kOut, w, p.in_c, p.out_stride, LevelBytes(p.levels.to)) &&
         check.WindowInput(kIn, w, p.in_c, p.in_stride, LevelBytes(p.levels.from)) &&
         check.Needs(kWeights, SatProduct({pairs, Panels(p.in_c) * KWS_PANEL, 2}), 1);
}

double IntegerDepthwise2d::ExecutedFlops(const Params& p) {
  return 2.0 * static_cast<double>(OutputPixels(p.window)) * static_cast<double>(Taps(p.window)) *
         p.in_c;
}
int64_t IntegerDepthwise2d::Items(const Params& p) { return OutputPixels(p.window); }
// Where taps lie, an image with zeros around it, and what is written past it.
uint64_t IntegerDepthwise2d::ScratchBytes(const Params& p) {
  const kws_window& w = p.window;
  const int64_t taps = SatMul(SatAdd(SatProduct({w.kernel_h, w.kernel_w}), 32), 4);
  return static_cast<uint64_t>(SatAdd(SatAdd(taps, 128), PaddedBytes(p)));
}

void IntegerDepthwise2d::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  const kws_window& w = p.window;
  const LevelFactors factors = {args[kBias], args[kMultipliers], args[kRight], args[kLeft]};
  const int64_t in_stride = p.in_stride == 0 ? p.in_c : p.in_stride;
  const int64_t out_stride = p.out_stride == 0 ? p.in_c : p.out_stride;
  const int64_t padded = Panels(p.in_c) * KWS_PANEL;
  for (int64_t pixel = begin; pixel < end; ++pixel) {
    const Pixel px(w, pixel);
    for (int64_t c = 0; c < p.in_c; ++c) {
      int64_t sum = 0;
      // the last of an odd number is its own partner, whose weight is zero
      for (int64_t tap = 0; tap < (Taps(w) + 1) / 2 * 2; ++tap) {
        const int64_t known = std::min(tap, Taps(w) - 1);
        const int64_t kh = known / w.kernel_w, kw = known % w.kernel_w;
        const bool inside =
            kh >= px.h.first && kh < px.h.last && kw >= px.w.first && kw < px.w.last;
        const int64_t at = inside ? px.Input(w, kh, kw) * in_stride + c : 0;
        const int32_t level = ReadLevel(p.levels, args.As<void>(kIn), inside ? at : -1);
        sum += level * args[kWeights][(tap / 2 * padded + c) * 2 + tap % 2];
      }
      StoreLevel(p.levels, ScaledSum(p.levels, factors, c, sum), args.As<void>(kOut),
                 pixel * out_stride + c);
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
